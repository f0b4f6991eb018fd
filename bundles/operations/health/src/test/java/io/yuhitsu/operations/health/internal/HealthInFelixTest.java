package io.yuhitsu.operations.health.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.yuhitsu.api.health.Vitals;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The bundles as they ship, in a real framework: nothing of the test's class path is seen inside but the log API. */
class HealthInFelixTest {
    private static final Set<String> BUNDLES = Set.of(
            "org.apache.felix.scr",
            "org.osgi.util.promise",
            "org.osgi.util.function",
            "org.osgi.service.component",
            "io.yuhitsu.api",
            "io.yuhitsu.platform.metrics",
            "io.yuhitsu.operations.health");

    @Test
    void aPluginMeasuresThroughTheServiceAndVitalsShowIt(@TempDir Path folder) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("felix").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.slf4j;version=2.0.17,org.slf4j.event;version=2.0.17,org.slf4j.spi;version=2.0.17",
                        "yuhitsu.data",
                        folder.toString()));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            install(context);
            await().until(() -> service(context, Vitals.class) != null);
            Object registry = service(context, MeterRegistry.class);
            Object timer = registry.getClass()
                    .getMethod("timer", String.class, String[].class)
                    .invoke(registry, "trial.time", new String[] {"kind", "blue"});
            registry.getClass()
                    .getClassLoader()
                    .loadClass("io.micrometer.core.instrument.Timer")
                    .getMethod("record", Duration.class)
                    .invoke(timer, Duration.ofSeconds(2));

            Object vitals = service(context, Vitals.class);
            assertThat(vitals.getClass().getMethod("figures").invoke(vitals).toString())
                    .contains("name=trial.time", "total=2.0", "name=yuhitsu.uptime");
            assertThat(vitals.getClass().getMethod("health").invoke(vitals).toString())
                    .contains("database-away");
        } finally {
            framework.stop();
            framework.waitForStop(20_000);
        }
    }

    /** By name: the classes inside are not those of the test. */
    private static Object service(BundleContext context, Class<?> type) throws Exception {
        ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
        return found == null ? null : context.getService(found[0]);
    }

    private static void install(BundleContext context) throws Exception {
        List<Bundle> installed = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (BUNDLES.contains(symbolicName(Path.of(entry)))) {
                installed.add(
                        context.installBundle("reference:" + Path.of(entry).toUri()));
            }
        }
        // The bundle under test is on the class path as a folder.
        assertThat(installed).extracting(Bundle::getSymbolicName).containsExactlyInAnyOrderElementsOf(BUNDLES);
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    private static String symbolicName(Path entry) throws IOException {
        Manifest manifest = new Manifest();
        if (Files.isDirectory(entry) && Files.exists(entry.resolve(JarFile.MANIFEST_NAME))) {
            try (InputStream in = Files.newInputStream(entry.resolve(JarFile.MANIFEST_NAME))) {
                manifest.read(in);
            }
        } else if (Files.isRegularFile(entry)) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                manifest = jar.getManifest();
            }
        }
        String name = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        return name == null ? "" : name.split(";")[0].strip();
    }
}
