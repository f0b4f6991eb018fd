package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Server;
import java.nio.file.Path;

/** Where things lie; {@code ./yuhitsu bench} says it. */
record Place(Path program, Path work, Path samples, Path results, String commit) {
    static Place fromProperties() {
        return new Place(
                path("bench.program"),
                path("bench.work"),
                path("bench.samples"),
                path("bench.results"),
                System.getProperty("bench.commit"));
    }

    /** A server on a data folder that is made below the folder for work. */
    Server server(String data) {
        return Installation.at(program, work).server(work.resolve(data));
    }

    Path model(String language) {
        return program.resolve("models/vosk-model-demo-" + language);
    }

    private static Path path(String key) {
        return Path.of(System.getProperty(key)).toAbsolutePath();
    }
}
