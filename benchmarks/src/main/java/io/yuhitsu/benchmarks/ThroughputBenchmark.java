package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Server;
import io.yuhitsu.itests.faults.Recordings;
import io.yuhitsu.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How long many short recordings take, with the embedded database, with PostgreSQL, and with a server that is killed again and again. */
public final class ThroughputBenchmark {
    private static final Place PLACE = Place.fromProperties();
    /** Far above what any machine needs; a recording that is lost never comes. */
    private static final Duration DEADLINE = Duration.ofMinutes(30);

    private final int number = Integer.getInteger("bench.recordings", 200);
    private final Duration killEvery = Duration.ofSeconds(Integer.getInteger("bench.kill", 20));
    private final Report report;
    private final Recordings recordings;

    private ThroughputBenchmark(Report report) throws IOException {
        this.report = report;
        this.recordings = new Recordings(PLACE.work().resolve("recordings"), PLACE.samples());
    }

    public static void main(String[] args) throws Exception {
        Report report = new Report(PLACE, "throughput", "short recordings from inbox to outbox");
        new ThroughputBenchmark(report).run();
        report.keep();
    }

    private void run() throws Exception {
        double derby = measure("embedded database", start("derby"), null);
        double killed = measure("killed every " + killEvery.toSeconds() + " s", start("killed"), killEvery);
        double postgres;
        try (PostgresServer database = PostgresServer.launch("fsync=on")) {
            postgres = measure("PostgreSQL", startOn(database), null);
        }
        report.line("recordings a minute, PostgreSQL / Derby = %.2f", derby / postgres);
        report.line(
                "recordings a minute, killed every %d s / not killed = %.2f", killEvery.toSeconds(), derby / killed);
    }

    private static Server start(String data) throws IOException, InterruptedException {
        return ready(PLACE.server(data).start());
    }

    private static Server startOn(PostgresServer database) throws Exception {
        Server server = PLACE.server("postgres");
        server.configure(Map.of());
        Path secrets = Files.createDirectories(
                server.data().resolve("etc/secrets"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path password = Files.writeString(secrets.resolve("database-password"), PostgresServer.PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        server.must("start", "--db", database.createDatabase("throughput"));
        return ready(server);
    }

    /** In service, not in the first minute of its life. */
    private static Server ready(Server server) throws IOException, InterruptedException {
        server.must("profile", "set", "default", "language=ja");
        server.must("demo");
        return server;
    }

    /** @param every a kill, null for none @return seconds from the first recording to the last delivery */
    private double measure(String name, Server started, Duration every) throws IOException, InterruptedException {
        try (Server server = started) {
            long before = delivered(server);
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                files.add(recordings.next());
            }
            long begin = System.nanoTime();
            for (Path file : files) {
                server.putDone(file, file.getFileName().toString());
            }
            int kills = 0;
            while (delivered(server) - before < number) {
                if (System.nanoTime() - begin > DEADLINE.toNanos()) {
                    throw new IOException(name + ": " + (number - delivered(server) + before) + " of " + number
                            + " recordings are missing after " + DEADLINE.toMinutes() + " minutes");
                }
                Thread.sleep(20);
                if (every != null && System.nanoTime() - begin > every.toNanos() * (kills + 1)) {
                    server.kill();
                    server.start();
                    kills++;
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            report.line(
                    "%s: %d recordings in %.1f s, %.0f a minute, %d kills",
                    name, number, seconds, number * 60 / seconds, kills);
            long all = delivered(server) - before;
            if (all != number) {
                throw new IOException(all + " deliveries of " + number + " recordings");
            }
            return seconds;
        }
    }

    private static long delivered(Server server) throws IOException {
        try (Stream<Path> folders = Files.list(server.data().resolve("outbox/default"))) {
            return folders.filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .count();
        }
    }
}
