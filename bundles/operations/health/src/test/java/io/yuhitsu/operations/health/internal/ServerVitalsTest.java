package io.yuhitsu.operations.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.yuhitsu.api.health.Figure;
import io.yuhitsu.contracts.MemoryBlobStore;
import io.yuhitsu.contracts.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerVitalsTest {
    private final Stores stores = Stores.inMemory();
    private final Parts parts = new Parts();
    private final ServerVitals vitals;

    private final Path data;

    ServerVitalsTest(@TempDir Path data) {
        this.data = data;
        parts.jobs = stores.jobs();
        parts.deliveries = stores.deliveries();
        parts.blobs = new MemoryBlobStore(stores.clock());
        vitals = new ServerVitals(parts, data, stores.clock());
    }

    @AfterEach
    void close() {
        vitals.close();
    }

    private static double value(ServerVitals vitals, String name, Map<String, String> tags) {
        List<Figure> found = vitals.figures().stream()
                .filter(figure ->
                        figure.name().equals(name) && figure.tags().entrySet().containsAll(tags.entrySet()))
                .toList();
        assertThat(found).as(name + tags).hasSize(1);
        return found.get(0).values().values().iterator().next();
    }

    @Test
    void figuresOfTheDatabaseAreThoseOfItsRows() throws Exception {
        stores.dead(1, "mail");
        stores.delivering(2, "mail");
        stores.submit(3);
        stores.clock().advance(Duration.ofSeconds(90));
        stores.deliveries().die(stores.claimDelivery("mail"), Stores.REASON);

        assertThat(value(vitals, "yuhitsu.jobs", Map.of("stage", "transcribe", "state", "dead")))
                .isEqualTo(1);
        assertThat(value(vitals, "yuhitsu.jobs", Map.of("stage", "transcribe", "state", "ready")))
                .isEqualTo(1);
        assertThat(value(vitals, "yuhitsu.jobs", Map.of("stage", "render", "state", "ready")))
                .isZero();
        assertThat(value(vitals, "yuhitsu.queue.age", Map.of("stage", "transcribe")))
                .isEqualTo(90);
        assertThat(value(vitals, "yuhitsu.queue.age", Map.of("stage", "summarise")))
                .isZero();
        assertThat(value(vitals, "yuhitsu.jobs.died", Map.of())).isEqualTo(2);
        assertThat(value(vitals, "yuhitsu.deliveries.died", Map.of())).isEqualTo(1);
        assertThat(value(vitals, "yuhitsu.deliveries.age", Map.of())).isZero();
    }

    @Test
    void memoryAndDisksAreMeasured() throws Exception {
        for (String name : List.of(
                "yuhitsu.memory.heap.used", "yuhitsu.memory.heap.max", "yuhitsu.memory.resident", "yuhitsu.uptime")) {
            assertThat(value(vitals, name, Map.of())).as(name).isPositive();
        }
        assertThat(value(vitals, "yuhitsu.disk.free", Map.of("folder", "data"))).isPositive();
        assertThat(value(vitals, "yuhitsu.disk.total", Map.of("folder", "data")))
                .isGreaterThan(value(vitals, "yuhitsu.disk.free", Map.of("folder", "data")));
        assertThat(value(vitals, "yuhitsu.disk.free", Map.of("folder", "blobs")))
                .isPositive();
        assertThat(vitals.figures()).as("no database on this machine").noneMatch(figure -> figure.tags()
                .containsValue("database"));
        Files.createDirectory(data.resolve("db"));
        assertThat(value(vitals, "yuhitsu.disk.free", Map.of("folder", "database")))
                .isPositive();
        assertThat(value(vitals, "yuhitsu.disk.total", Map.of("folder", "database")))
                .isGreaterThan(value(vitals, "yuhitsu.disk.free", Map.of("folder", "database")));
    }

    @Test
    void whatAPluginMeasuresIsShownAsLongAsSomebodyKeepsIt(@TempDir Path data) {
        Metrics.counter("trial.letters", "kind", "blue").increment(3);
        Metrics.timer("trial.time").record(Duration.ofMillis(1500));
        assertThat(value(vitals, "trial.letters", Map.of("kind", "blue"))).isEqualTo(3);
        Figure timer = vitals.figures().stream()
                .filter(figure -> figure.name().equals("trial.time"))
                .findFirst()
                .orElseThrow();
        assertThat(timer.kind()).isEqualTo(Figure.Kind.TIMER);
        assertThat(timer.unit()).isEqualTo("seconds");
        assertThat(timer.values()).isEqualTo(Map.of("count", 1.0, "total", 1.5, "max", 1.5));

        vitals.close();
        Metrics.counter("trial.letters", "kind", "blue").increment();

        ServerVitals again = new ServerVitals(parts, data, stores.clock());
        try {
            assertThat(value(again, "trial.letters", Map.of("kind", "blue"))).isZero();
            assertThat(value(again, "yuhitsu.uptime", Map.of())).isPositive();
        } finally {
            again.close();
        }
    }

    @Test
    void theTableOfTheDocumentationIsRightAboutWhatIsReadHere() throws Exception {
        Map<String, MetricsTable.Row> table = MetricsTable.english();
        Map<String, MetricsTable.Row> read = vitals.figures().stream()
                .filter(figure -> figure.name().startsWith("yuhitsu."))
                .map(MetricsTable.Row::of)
                .distinct()
                .collect(Collectors.toMap(MetricsTable.Row::name, row -> row));
        assertThat(read).hasSizeGreaterThan(10);
        assertThat(table).containsAllEntriesOf(read);
    }

    @Test
    void theTablesOfBothLanguagesHaveTheSameRows() throws Exception {
        assertThat(MetricsTable.japanese()).isEqualTo(MetricsTable.english());
    }
}
