package io.yuhitsu.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Suites that a machine cannot run are left out by name, so that nobody takes silence for success. */
final class Skipped {
    private Skipped() {}

    /** Ends the suite here; {@code ./yuhitsu test} names it with the reason. */
    static void suite(Class<?> suite, String reason) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/yuhitsu-skipped"));
        Files.writeString(folder.resolve(suite.getSimpleName() + ".txt"), reason + "\n");
        Assumptions.abort(reason);
    }
}
