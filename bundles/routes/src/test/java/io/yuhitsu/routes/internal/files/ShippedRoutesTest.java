package io.yuhitsu.routes.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.DeliveryChannel.Delivered;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import io.yuhitsu.routes.testing.Deliveries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route files that ship, with their default values. */
class ShippedRoutesTest {
    private static final List<String> NAMES =
            List.of("deliver-folder.camel.yaml", "intake-folder.camel.yaml", "pipeline.camel.yaml");

    @TempDir
    Path data;

    private Server server;
    private final TestComponents.Entry inbox = new TestComponents.Entry();

    @BeforeEach
    void start() throws IOException {
        // A place with everything that a URI could stumble over.
        server = new Server(Files.createDirectories(data.resolve("議事録 2026 & co + 100% (1) {x} [y]")));
        for (String name : NAMES) {
            server.shipped.put(name, text("/routes/" + name));
        }
        server.settings.putAll(defaults());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ShippedRoutesTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> defaults() {
        Map<String, String> values = new TreeMap<>();
        for (Method key : RouteSettings.class.getDeclaredMethods()) {
            values.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        return values;
    }

    @Test
    void theyRunAsSoonAsTheirComponentsAreThereAndCarryARecordingThrough() throws Exception {
        server.start();
        server.awaitState("pipeline.camel.yaml", RouteFile.State.RUNNING);
        server.awaitMessage("intake-folder.camel.yaml", "component-missing");
        Outbox outbox = new Outbox();
        server.components.add("inbox", "io.yuhitsu.intake.folder", () -> inbox);
        server.components.add("outbox", "io.yuhitsu.delivery.folder", () -> outbox);
        server.folder().componentCame("inbox");
        server.folder().componentCame("outbox");
        await().until(() -> Files.exists(server.ready()));
        assertThat(server.folder().list()).extracting(RouteFile::name).containsExactlyElementsOf(NAMES);
        assertThat(server.file("pipeline.camel.yaml").routes())
                .containsExactly("pipeline-render", "pipeline-summarise", "pipeline-transcribe");

        Exchange taken = inbox.send(
                server.data.resolve("inbox").toString(),
                new ByteArrayInputStream(new byte[] {1}),
                Map.of("MinutesFileName", "a.wav"));
        assertThat(taken.getMessage().getHeader("MinutesJobId")).isNotNull();

        JobId job = server.pipeline.add();
        await().until(() -> server.pipeline.state(job) == State.DONE);

        assertThat(server.channels.find("folder").orElseThrow().deliver(Deliveries.request(), CancelToken.none()))
                .isEqualTo(new Delivered(server.data.resolve("outbox").toString()));
    }

    @Test
    void aValueThatIsNotPossibleIsRefusedByItsNameAndTheRouteBeforeStaysInForce() {
        server.components.add("inbox", "io.yuhitsu.intake.folder", () -> inbox);
        server.start();
        String name = "intake-folder.camel.yaml";
        server.awaitState(name, RouteFile.State.RUNNING);
        for (String bad : List.of("zzz", "2x", "-5s", "")) {
            server.folder().configure(changed("inbox.settle", bad));
            RouteFile refused = server.awaitState(name, RouteFile.State.STALE);
            assertThat(refused.routes()).containsExactly("intake-folder");
            assertThat(refused.findMessage().orElseThrow().en()).contains("inbox.settle=" + bad);
            server.folder().configure(changed("inbox.settle", "1m30s"));
            server.awaitState(name, RouteFile.State.RUNNING);
        }
        server.folder().configure(changed("inbox.delete", "yes"));
        assertThat(server.awaitMessage(name, "value-flag")
                        .findMessage()
                        .orElseThrow()
                        .ja())
                .contains("inbox.delete=yes");
        server.folder().configure(changed("transcribe.concurrency", "65"));
        assertThat(server.awaitMessage("pipeline.camel.yaml", "value-count")
                        .findMessage()
                        .orElseThrow()
                        .en())
                .contains("transcribe.concurrency=65");
    }

    private Map<String, String> changed(String key, String value) {
        Map<String, String> settings = new TreeMap<>(server.settings);
        settings.put(key, value);
        return Values.of(settings, server.data.toString());
    }

    @Test
    void everyValueOfTheConfigurationThatIsNoTextIsChecked() {
        for (Method key : RouteSettings.class.getDeclaredMethods()) {
            String name = key.getName().replace('_', '.');
            String value = key.getDefaultValue().toString();
            ShippedValues.check(name, value);
            if (!key.getReturnType().equals(String.class) || value.matches("\\d+[a-z]+")) {
                assertThatThrownBy(() -> ShippedValues.check(name, "zzz")).isInstanceOf(RouteRefused.class);
            }
        }
    }

    @Test
    void whatAComponentSaysAboutItsOptionsIsShown() {
        Message why = new Message("option-time", "時間ではありません", "That is no time");
        server.components.add("inbox", "io.yuhitsu.intake.folder", () -> new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                    throws FailureException {
                throw FailureException.badInput(why);
            }
        });
        server.start();
        assertThat(server.awaitState("intake-folder.camel.yaml", RouteFile.State.BROKEN)
                        .findMessage())
                .contains(why);
    }

    @Test
    void allThatShipIsTested() throws IOException {
        try (var files = Files.list(Path.of("../../routes"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @Test
    void theCommentedConfigurationIsTheMetatypeAtItsDefaults() throws IOException {
        Properties commented = new Properties();
        commented.load(new java.io.StringReader(Files.readString(Path.of("src/main/etc/io.yuhitsu.routes.cfg"))
                .lines()
                .filter(line -> line.matches("#[a-z.]+=.*"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"))));
        assertThat(commented).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(defaults()));
    }

    @Test
    void everyValueOfTheShippedFilesHasADefault() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String name : NAMES) {
            var found = java.util.regex.Pattern.compile("\\{\\{([^}]+)}}").matcher(server.shipped.get(name));
            while (found.find()) {
                used.add(found.group(1));
            }
        }
        assertThat(defaults().keySet()).containsAll(used);
    }

    /** Answers with the folder that it was given. */
    private static final class Outbox extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            exchange.getMessage().setHeader("MinutesReceipt", remaining);
                        }
                    };
                }

                @Override
                public org.apache.camel.Consumer createConsumer(org.apache.camel.Processor route) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
