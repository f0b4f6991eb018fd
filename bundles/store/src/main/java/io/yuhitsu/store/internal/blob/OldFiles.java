package io.yuhitsu.store.internal.blob;

import io.yuhitsu.api.BlobRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Finds objects by age, one folder at a time. */
final class OldFiles {
    private OldFiles() {}

    static Stream<BlobRef> below(Path home, Instant before) {
        return entries(home).stream()
                .flatMap(fan -> entries(fan).stream())
                .filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}"))
                .filter(file -> isOlder(file, before))
                .map(file -> new BlobRef(file.getFileName().toString()));
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false; // deleted since it was listed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
