package io.yuhitsu.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What is in the data folder, and who else may see it. */
public final class Holdings {
    private Holdings() {}

    /** Whether the folder is there and holds a file, however deep; empty folders are made at each start. */
    public static boolean holdsAnything(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.anyMatch(entry -> !Files.isDirectory(entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether anybody but its owner may do anything with the file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        return !others.isEmpty();
    }
}
