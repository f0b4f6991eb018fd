package io.yuhitsu.itests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.itests.check.Expected;
import io.yuhitsu.itests.driver.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The one recording that may end dead: whoever decodes it dies. No file is known that does so by itself, so the harness kills. */
final class Poison {
    /** Code of the reason of its death. */
    static final String REASON = "poison";

    /** Of CPU, since a decoder was first seen: far more than its start takes, far less than ten hours of silence. */
    private static final double AT_WORK_SECONDS = 1;

    private Poison() {}

    /** Hands it in and waits for its end. Nothing else may be under way. */
    static void feed(Life life) throws IOException, InterruptedException, Gone {
        Site site = life.site();
        Path file = site.recordings().silence();
        Expected poison = site.hand(file, "default", file.getFileName().toString(), Expected.Fate.POISON);
        Map<Long, Double> seen = new HashMap<>();
        life.await("the poison has ended", () -> {
            killDecoder(life, seen);
            return life.isSettled();
        });
        for (JsonNode job : life.jobs("DEAD")) {
            if (job.path("recording").path("sha256").asText().equals(poison.sha256())) {
                site.tally().poisoned();
            }
        }
    }

    private static void killDecoder(Life life, Map<Long, Double> seen) {
        for (ProcessHandle child : life.children(Life.DECODER)) {
            double cpu = Processes.cpuSeconds(child);
            Double first = seen.putIfAbsent(child.pid(), cpu);
            if (first != null && cpu - first > AT_WORK_SECONDS) {
                child.destroyForcibly();
            }
        }
    }
}
