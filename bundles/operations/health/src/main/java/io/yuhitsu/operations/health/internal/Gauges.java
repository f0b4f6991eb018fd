package io.yuhitsu.operations.health.internal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.BlobStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What is read when somebody looks: the database, disks, memory. The rest is counted by those who do the work. */
final class Gauges implements AutoCloseable {
    private static final String BYTES = "bytes";
    private static final String SECONDS = "seconds";

    private final MeterRegistry registry;
    private final DatabaseView database;
    private final Clock clock;
    private final List<Meter> meters = new ArrayList<>();

    Gauges(
            MeterRegistry registry,
            Parts parts,
            DatabaseView database,
            Supplier<Health> health,
            Path data,
            Clock clock) {
        this.registry = registry;
        this.database = database;
        this.clock = clock;
        ofTheDatabase();
        ofDisks(parts, data);
        ofTheProcess();
        gauge(
                "yuhitsu.health",
                null,
                () -> Health.Level.values().length - 1 - health.get().level().ordinal());
    }

    private void ofTheDatabase() {
        for (Stage stage : Stage.values()) {
            for (State state : State.values()) {
                // No job is elsewhere in DONE, or DONE elsewhere.
                if ((stage == Stage.DONE) == (state == State.DONE)) {
                    gauge(
                            "yuhitsu.jobs",
                            null,
                            () -> count(stage, state),
                            "stage",
                            stage.verb(),
                            "state",
                            lower(state));
                }
            }
            if (stage != Stage.APPROVE && stage != Stage.DONE) {
                gauge(
                        "yuhitsu.queue.age",
                        SECONDS,
                        () -> age(database.look().jobs().queuedSince().get(stage)),
                        "stage",
                        stage.verb());
            }
        }
        gauge("yuhitsu.jobs.died", null, () -> database.look().jobs().died());
        gauge(
                "yuhitsu.deliveries.age",
                SECONDS,
                () -> age(database.look().deliveries().openSince()));
        gauge("yuhitsu.deliveries.died", null, () -> database.look().deliveries().died().values().stream()
                .mapToInt(Integer::intValue)
                .sum());
    }

    private int count(Stage stage, State state) {
        return database.look().jobs().counts().getOrDefault(stage, Map.of()).getOrDefault(state, 0);
    }

    private double age(Instant since) {
        // The database's clock may be ahead of ours.
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    private void ofDisks(Parts parts, Path data) {
        gauge(
                "yuhitsu.disk.free",
                BYTES,
                () -> bytes(() -> Files.getFileStore(data).getUsableSpace()),
                "folder",
                "data");
        gauge(
                "yuhitsu.disk.total",
                BYTES,
                () -> bytes(() -> Files.getFileStore(data).getTotalSpace()),
                "folder",
                "data");
        // Of a database on another machine nothing is known here.
        Path database = data.resolve("db");
        gauge(
                "yuhitsu.disk.free",
                BYTES,
                () -> bytes(() -> Files.getFileStore(database).getUsableSpace()),
                "folder",
                "database");
        gauge(
                "yuhitsu.disk.total",
                BYTES,
                () -> bytes(() -> Files.getFileStore(database).getTotalSpace()),
                "folder",
                "database");
        gauge("yuhitsu.disk.free", BYTES, () -> blobs(parts.blobs, BlobStore::freeBytes), "folder", "blobs");
        gauge("yuhitsu.disk.total", BYTES, () -> blobs(parts.blobs, BlobStore::totalBytes), "folder", "blobs");
    }

    private interface Size {
        long get() throws IOException;
    }

    private interface BlobSize {
        long of(BlobStore blobs) throws IOException;
    }

    private static double blobs(BlobStore blobs, BlobSize size) {
        return blobs == null ? Double.NaN : bytes(() -> size.of(blobs));
    }

    private static double bytes(Size size) {
        try {
            return size.get();
        } catch (IOException e) {
            // A volume that is not there has no size; that it is gone, those find who use it.
            return Double.NaN;
        }
    }

    private void ofTheProcess() {
        Runtime java = Runtime.getRuntime();
        gauge("yuhitsu.memory.heap.used", BYTES, () -> java.totalMemory() - java.freeMemory());
        gauge("yuhitsu.memory.heap.max", BYTES, java::maxMemory);
        gauge("yuhitsu.memory.resident", BYTES, Gauges::residentBytes);
        gauge(
                "yuhitsu.uptime",
                SECONDS,
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }

    private static double residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private void gauge(String name, String unit, Supplier<Number> value, String... tags) {
        meters.add(Gauge.builder(name, value).baseUnit(unit).tags(tags).register(registry));
    }

    private static String lower(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
