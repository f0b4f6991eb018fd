package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.minutes.Minutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what the folder delivery of a job left in {@code outbox/}; the database does not know names that hold meeting content. */
record Outbox(Path root) {
    /** The folder whose manifest names the job and its version. */
    Optional<Path> folder(Job job, Minutes minutes) throws IOException {
        Path profile = root.resolve(job.profile().value());
        if (!Files.isDirectory(profile)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(profile)) {
            for (Path folder : (Iterable<Path>) folders.filter(
                    f -> f.getFileName().toString().startsWith(minutes.date().toString()))::iterator) {
                Path manifest = folder.resolve("manifest.json");
                if (Files.isRegularFile(manifest)
                        && Json.names(Files.readAllBytes(manifest), job.id(), job.version())) {
                    return Optional.of(folder);
                }
            }
        }
        return Optional.empty();
    }

    List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
