package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Waiting times, dates of meetings and the order of jobs come from the clock. */
final class ClockCheck {
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private ClockCheck() {}

    static void look(Site site, Clock clock, Findings findings) throws IOException {
        Instant now = clock.instant();
        Instant program = changed(site.home().resolve("version"));
        Optional<Instant> data = newest(site);
        if (program.isAfter(now.plus(Duration.ofDays(1)))) {
            findings.warn("clock-before-program", now, program);
            findings.command("timedatectl");
        } else if (data.isPresent() && data.get().isAfter(now.plus(TOLERATED))) {
            findings.warn("clock-before-last-run", now, data.get());
            findings.command("timedatectl");
        }
    }

    /** When the server last wrote something. */
    private static Optional<Instant> newest(Site site) throws IOException {
        Optional<Instant> newest = Optional.empty();
        for (Path folder : new Path[] {site.data().resolve("log"), site.data().resolve("db/log"), site.run()}) {
            if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Instant changed = changed(file);
                    if (newest.isEmpty() || changed.isAfter(newest.get())) {
                        newest = Optional.of(changed);
                    }
                }
            }
        }
        return newest;
    }

    private static Instant changed(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
    }
}
