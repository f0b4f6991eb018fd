package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a file that has come to rest waits for the decoder: hashing, checking, storing and claiming lie between. */
public final class LatencyBenchmark {
    private static final Pattern TRANSCRIBED =
            Pattern.compile("(?m)^(\\S+) .*job (\\S+): TRANSCRIBE done in (\\d+) ms");
    private static final Duration SETTLE = Duration.ofMillis(1000);
    private static final Place PLACE = Place.fromProperties();

    private LatencyBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.getInteger("bench.rounds", 15);
        Report report = new Report(PLACE, "latency", "file stable to decoding, " + rounds + " recordings of 100 s");
        byte[] sound = Files.readAllBytes(PLACE.samples().resolve("ja-01-weekly.wav"));
        List<Long> waits = new ArrayList<>();
        Map<String, String> settings = Map.of("io.yuhitsu.routes.cfg", "inbox.settle=" + SETTLE.toMillis() + "ms\n");
        try (Server server = PLACE.server("data-latency").configure(settings).start()) {
            server.must("profile", "set", "default", "language=ja");
            for (int round = 0; round < rounds; round++) {
                // Other content each time, or it would be no new job.
                sound[sound.length - 1] = (byte) round;
                Path recording = Files.write(PLACE.work().resolve("latency" + round + ".wav"), sound);
                long log = server.logLength();
                Instant stable =
                        server.put(recording, "2026-11-09 " + round + ".wav").plus(SETTLE);
                Matcher done = server.await(TRANSCRIBED, log);
                Instant began =
                        OffsetDateTime.parse(done.group(1)).toInstant().minusMillis(Long.parseLong(done.group(3)));
                waits.add(Duration.between(stable, began).toMillis());
                server.await(PipelineBenchmark.DELIVERED, log);
            }
        }
        Collections.sort(waits);
        report.line(
                "least %d ms, median %d ms, most %d ms (goal <= 100 ms)",
                waits.get(0), waits.get(waits.size() / 2), waits.get(waits.size() - 1));
        report.keep();
    }
}
