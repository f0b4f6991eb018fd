package io.yuhitsu.intake.folder.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which files are open for writing on this machine, read from {@code /proc}. Sees the processes of the server's own account, and all when
 * the server may; says nothing on systems without {@code /proc} and nothing of writers on the other side of a network share.
 */
final class Writers {
    private static final Path PROC = Path.of("/proc");

    private Writers() {}

    /** Paths below those folders that some process has open for writing. @param folders links resolved */
    static Set<Path> below(Set<Path> folders) {
        Set<Path> open = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                collect(process, folders, open);
            }
        } catch (IOException e) {
            return open;
        }
        return open;
    }

    private static void collect(Path process, Set<Path> folders, Set<Path> open) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                Path file = target(descriptor);
                if (file != null && folders.stream().anyMatch(file::startsWith) && writes(process, descriptor)) {
                    open.add(file);
                }
            }
        } catch (IOException e) {
            // Another account's process, or one that just ended: nothing to be seen.
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean writes(Path process, Path descriptor) {
        try {
            for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
                if (line.startsWith("flags:")) {
                    // O_WRONLY is 1, O_RDWR is 2.
                    return (Integer.parseInt(line.substring(6).strip(), 8) & 3) != 0;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return false;
        }
        return false;
    }
}
