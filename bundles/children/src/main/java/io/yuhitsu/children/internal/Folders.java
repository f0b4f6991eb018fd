package io.yuhitsu.children.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders that only the server's own user can look into. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    private Folders() {}

    static Path create(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }

    /** Deletes a folder and what is in it, without following links. What cannot be deleted is left for the next start. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.debug("{} cannot be listed", folder, e);
            return;
        }
        for (Path path : inside) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.debug("{} cannot be deleted", path, e);
            }
        }
    }
}
