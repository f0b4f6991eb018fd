package io.yuhitsu.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Files and folders that survive a power cut: a name is durable when its folder is synced. */
public final class DurableFiles {
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Duration LEFT_OVER = Duration.ofDays(1);

    /** Folders whose names are known to be durable, by this process. */
    private static final Set<Path> SYNCED = ConcurrentHashMap.newKeySet();

    private DurableFiles() {}

    /** Makes the folder and what is missing above it, as open as the process makes its files. */
    public static void makeFolder(Path folder) throws IOException {
        make(folder);
    }

    /** Makes the folder and what is missing above it, seen by nobody but the server's own user. */
    public static void makePrivateFolder(Path folder) throws IOException {
        make(folder, PRIVATE_FOLDER);
    }

    private static void make(Path folder, FileAttribute<?>... attributes) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder)) {
            // Somebody else may have made it a moment ago, or before a crash, and not have synced its name yet.
            if (parent != null && !SYNCED.contains(folder) && Files.isReadable(parent)) {
                sync(parent);
                SYNCED.add(folder);
            }
            return;
        }
        if (parent != null) {
            make(parent, attributes);
        }
        try {
            Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (parent != null) {
            sync(parent);
            SYNCED.add(folder);
        }
    }

    /** Makes durable what was written into the file, or the names in the folder. */
    public static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes durable what was written into the channel's file. */
    public static void sync(FileChannel file, DurableStep step) throws IOException {
        step.run(() -> file.force(true));
    }

    /** Gives what is whole under {@code from} its name, in place of what has it; both on one volume. */
    public static void rename(Path from, Path to, DurableStep step) throws IOException {
        step.run(() -> {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            sync(to.getParent());
        });
    }

    /**
     * Writes a small file that only the server's own user can read, and that is there whole or not at all. What has its name is replaced.
     */
    public static void write(Path file, byte[] content, DurableStep step) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel channel = FileChannel.open(
                aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        rename(aside, file, step);
    }

    /**
     * Deletes what crashes left in a folder, if it is there: files and folders of such names that are older than a day. Younger ones may be
     * what another server is writing now.
     */
    public static void deleteLeftovers(Path folder, Pattern names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime limit = FileTime.from(Instant.now().minus(LEFT_OVER));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> names.matcher(entry.getFileName().toString()).matches())) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).compareTo(limit) < 0) {
                    deleteTree(entry);
                }
            }
        }
    }

    /** Deletes the folder and what is in it, if it is there; follows no links. Not synced: what comes back is deleted again. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
