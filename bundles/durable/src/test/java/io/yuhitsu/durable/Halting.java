package io.yuhitsu.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does one step in a JVM of its own. */
final class Halting {
    private static final DurableStep STEP = DurableStep.named("tests.halting");

    private Halting() {}

    public static void main(String[] args) throws IOException {
        STEP.run(() -> Files.createFile(Path.of(args[0])));
    }
}
