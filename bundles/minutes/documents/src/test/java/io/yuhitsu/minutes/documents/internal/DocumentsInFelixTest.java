package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.spi.Step;
import io.yuhitsu.contracts.SampleMinutes;
import io.yuhitsu.json.MinutesJson;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** The bundles as they ship, in a framework of their own; only the API comes from outside, so that this test can call it. */
class DocumentsInFelixTest {
    private static final List<String> API =
            List.of("", ".delivery", ".intake", ".job", ".minutes", ".pipeline", ".spi", ".text", ".transcript");

    @TempDir
    Path folder;

    private Framework felix;

    @BeforeEach
    void start() throws Exception {
        Path logo = Files.createDirectories(folder.resolve("data/etc/branding")).resolve("logo.png");
        Files.write(logo, BrandingTest.png(200, 60));
        felix = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        String.join(
                                ",",
                                API.stream()
                                        .map(p -> "io.yuhitsu.api" + p + ";version=1.0.0")
                                        .toList()),
                        Constants.FRAMEWORK_BOOTDELEGATION,
                        "sun.*,com.sun.*",
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN",
                        "yuhitsu.data",
                        folder.resolve("data").toString()));
        felix.start();
        BundleContext context = felix.getBundleContext();
        for (Class<?> in : List.of(
                Function.class,
                Promise.class,
                ComponentContext.class,
                ScrInfo.class,
                JsonFormat.class,
                JsonFactory.class,
                ObjectMapper.class,
                MinutesJson.class,
                PdfRenderer.class)) {
            install(Path.of(
                    in.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        install(platform());
        install(Path.of("target/felix/pax-logging-api.jar").toAbsolutePath());
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
    }

    private void install(Path place) throws Exception {
        felix.getBundleContext().installBundle((Files.isDirectory(place) ? "reference:" : "") + place.toUri());
    }

    /** There is no class in it to ask. */
    private static Path platform() throws Exception {
        String font = "/io/yuhitsu/platform/documents/fonts/NotoEmoji-Regular.ttf";
        String place = Face.class.getResource(font).toString().replace(font, "");
        return Path.of(URI.create(place.replaceFirst("^jar:", "").replaceFirst("!$", "")));
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(10_000);
    }

    @Test
    void everyFormatIsRenderedThereEvenWithoutAContextClassLoader() throws Exception {
        BundleContext context = felix.getBundleContext();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> context.getServiceReferences(MinutesRenderer.class, null)
                                        .size()
                                == 9
                        && !context.getServiceReferences(Step.class, "(verb=render)")
                                .isEmpty());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(render("pdf")).startsWith("%PDF").contains("/Image");
            assertThat(render("docx")).startsWith("PK").contains("word/media/image1.png");
            assertThat(render("html")).contains("data:image/png;base64,");
            for (String format : List.of("json", "transcript", "vtt", "srt", "txt", "md")) {
                assertThat(render(format)).isNotEmpty();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String render(String format) throws Exception {
        BundleContext context = felix.getBundleContext();
        ServiceReference<MinutesRenderer> reference = context.getServiceReferences(
                        MinutesRenderer.class, "(format=" + format + ")")
                .iterator()
                .next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        context.getService(reference).render(SampleMinutes.japanese(), out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
