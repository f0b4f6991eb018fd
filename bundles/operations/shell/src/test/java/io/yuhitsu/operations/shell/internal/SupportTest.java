package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.health.Figure;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.Vitals;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.SpeechModels;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFiles;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What the doctor and whoever helps from afar learn from a running server. */
class SupportTest {
    private static final Message WHY = new Message("canary-code", "カナリア", "canary\ttext");

    @TempDir
    Path folder;

    private final MemoryJobs jobs = new MemoryJobs();
    private final List<RouteFile> routes = new ArrayList<>();
    private final List<SpeechModel> models = new ArrayList<>();
    private final List<Message> problems = new ArrayList<>();
    private final List<Health.Trouble> troubles = new ArrayList<>();
    private TestShell shell;

    @BeforeEach
    void open() {
        SpeechModels installed = new SpeechModels() {
            @Override
            public Inventory inventory() {
                return new Inventory(models, problems);
            }

            @Override
            public SpeechModel install(Path source) {
                throw new UnsupportedOperationException();
            }
        };
        RouteFiles files = () -> List.copyOf(routes);
        ServiceComponentRuntime none = (ServiceComponentRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> List.of();
                });
        Vitals vitals = new Vitals() {
            @Override
            public Health health() {
                return new Health(troubles);
            }

            @Override
            public List<Figure> figures() {
                return List.of();
            }
        };
        shell = new TestShell(folder, jobs, files, installed, none, vitals);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void nothingIsFoundOnAServerInOrder() {
        models.add(new SpeechModel("real", "vosk", Locale.JAPANESE, 1, false));
        routes.add(new RouteFile(
                "pipeline.camel.yaml", RouteFile.Origin.SHIPPED, RouteFile.State.RUNNING, List.of(), null));

        assertThat(shell.run("findings").out()).isEmpty();
    }

    @Test
    void aShippedRouteThatDoesNotRunIsAnErrorAndAnOwnOneAWarning() {
        models.add(new SpeechModel("real", "vosk", Locale.JAPANESE, 1, false));
        routes.add(
                new RouteFile("pipeline.camel.yaml", RouteFile.Origin.SHIPPED, RouteFile.State.BROKEN, List.of(), WHY));
        routes.add(
                new RouteFile("own.camel.yaml", RouteFile.Origin.OVERRIDDEN, RouteFile.State.BROKEN, List.of(), WHY));

        List<String> lines = shell.run("findings").out().lines().toList();

        assertThat(lines).hasSize(2).allMatch(line -> line.split("\t").length == 4);
        assertThat(lines.get(0))
                .startsWith("ERROR\troute-broken\t")
                .contains("pipeline.camel.yaml", "カナリア", "canary text");
        assertThat(lines.get(1)).startsWith("WARNING\troute-broken\t").contains("own.camel.yaml");
    }

    @Test
    void modelsAndFailedJobsAreFound() {
        problems.add(WHY);
        jobs.add(State.DEAD, WHY, new Sha256("0".repeat(64)));

        assertThat(shell.run("findings").out().lines())
                .extracting(line -> line.split("\t")[0] + " " + line.split("\t")[1])
                .containsExactly("WARNING canary-code", "ERROR models-none", "NOTE jobs-dead");
    }

    private List<String> findings() {
        TestShell.Answer answer = shell.run("findings");
        assertThat(answer.status()).as(answer.err()).isZero();
        return answer.out()
                .lines()
                .map(line -> line.split("\t")[0] + " " + line.split("\t")[1])
                .toList();
    }

    private void trouble(Health.Level level, String code) {
        troubles.add(new Health.Trouble(level, new Message(code, "理由", "why")));
    }

    @Test
    void whatTheServerKnowsToBeWrongWithItselfIsFound() {
        models.add(new SpeechModel("real", "vosk", Locale.JAPANESE, 1, false));
        trouble(Health.Level.DEGRADED, "disk-nearly-full");
        trouble(Health.Level.DOWN, "core-absent");
        trouble(Health.Level.DEGRADED, "child-start");

        assertThat(findings()).containsExactly("ERROR core-absent", "WARNING disk-nearly-full", "WARNING child-start");
    }

    @Test
    void whatIsFoundTwiceIsSaidOnce() {
        routes.add(new RouteFile("a.camel.yaml", RouteFile.Origin.OVERRIDDEN, RouteFile.State.BROKEN, List.of(), WHY));
        routes.add(new RouteFile("b.camel.yaml", RouteFile.Origin.OVERRIDDEN, RouteFile.State.STALE, List.of(), WHY));
        List.of("route-file-broken", "route-file-stale", "model-absent")
                .forEach(code -> trouble(Health.Level.DEGRADED, code));

        assertThat(findings()).containsExactly("WARNING route-broken", "WARNING route-stale", "ERROR models-none");
    }

    @Test
    void aDatabaseThatIsAwayIsAFindingAndHidesNoOther() {
        jobs.away = true;
        assertThat(findings()).containsExactly("ERROR models-none", "ERROR store-away");

        trouble(Health.Level.DOWN, "database-away");
        assertThat(findings()).containsExactly("ERROR models-none", "ERROR database-away");
    }

    @Test
    void partsThatAreMissingAreNamed() {
        shell.close();
        shell = new TestShell(folder);

        TestShell.Answer answer = shell.run("findings");

        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("io.yuhitsu.core", "io.yuhitsu.routes", "io.yuhitsu.speech", "io.yuhitsu.operations.health");
    }

    @Test
    void factsAboutMoreThanAThousandJobsAreLeftOut() throws Exception {
        for (int i = 0; i < JobFacts.MOST + 1; i++) {
            jobs.add(State.READY, WHY, new Sha256("c".repeat(64)));
        }

        assertThat(shell.run("support-facts", "jobs").json()).hasSize(1000);
    }

    @Test
    void factsAboutJobsAreIdsStatesAndCodes() throws Exception {
        Job job = jobs.add(State.DEAD, WHY, new Sha256("c".repeat(64)));
        jobs.deliveries.add(new Delivery(
                DeliveryId.next(1),
                job.id(),
                job.tenant(),
                1,
                new Target("canary-target", "canary-channel", Map.of("to", "canary-address")),
                DeliveryState.DEAD,
                null,
                null,
                3,
                "canary-receipt",
                WHY,
                MemoryJobs.RECEIVED));
        jobs.log.add(new JobEvent(MemoryJobs.RECEIVED, Stage.TRANSCRIBE, WHY));

        String said = shell.run("support-facts", "jobs").out();

        assertThat(said)
                .contains("\"canary-code\"", "TRANSCRIBE canary-code", "DEAD")
                .doesNotContain("カナリア", "canary text", "a.wav", "\"default\"", "cccc")
                .contains("\"channel\" : 1")
                .doesNotContain("canary\\ttext", "canary-target", "canary-channel", "canary-address", "canary-receipt");
    }

    @Test
    void factsAboutRoutesAndModelsHoldNoNamesThatAnAdministratorGave() throws Exception {
        routes.add(new RouteFile(
                "canary.camel.yaml", RouteFile.Origin.OVERRIDDEN, RouteFile.State.BROKEN, List.of("canary"), WHY));
        models.add(new SpeechModel("canary", "vosk", Locale.JAPANESE, 1, false));

        JsonNode facts = shell.run("support-facts", "routes").json();

        assertThat(facts.get(0).get("message").asText()).isEqualTo("canary-code");
        assertThat(facts.get(0).get("name").isNull()).isTrue();
        assertThat(shell.run("support-facts", "models").out()).contains("vosk").doesNotContain("canary");
    }

    @Test
    void threadsAndHeapAreShownWithoutWhatCamelNamesThemAfter() {
        assertThat(ProcessFacts.withoutNames("Camel (x) thread #1 - file://canary"))
                .isEqualTo("Camel");
        assertThat(ProcessFacts.withoutNames("yuhitsu-delivery-1")).isEqualTo("yuhitsu-delivery-1");
        assertThat(ProcessFacts.withoutNames("smtp://canary")).isEqualTo("?");
        assertThat(shell.run("support-facts", "threads").out()).contains("java.lang.Thread");
        assertThat(shell.run("support-facts", "heap").out()).contains("java.lang.String");
    }

    @Test
    void anUnknownPartIsNamed() {
        assertThat(shell.run("support-facts", "frob").err()).contains("frob", "jobs");
    }
}
