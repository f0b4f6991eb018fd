package io.yuhitsu.speech.vosk.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Copies or unpacks a model into an empty folder: plain files below it and nothing else, within limits. Used once. */
final class Unpacker {
    /** The largest public model has 4 GB. */
    private static final long MOST_BYTES = 20L << 30;

    private static final int MOST_FILES = 10_000;

    /** Models compress to half of their size; a bomb does so to a thousandth. */
    private static final long MOST_RATIO = 100;

    private static final long RATIO_FROM = 100L << 20;

    /** What has to stay free on the disk. */
    private static final long SPARE = 512L << 20;

    private final Path target;
    private long sourceBytes = Long.MAX_VALUE / MOST_RATIO;
    private long bytes;
    private int files;

    Unpacker(Path target) {
        this.target = target;
    }

    /** Copies a folder. */
    void copy(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(path -> !path.equals(folder)).toList();
        }
        for (Path path : all) {
            String name = folder.relativize(path).toString();
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                try (InputStream in = Files.newInputStream(path)) {
                    write(name, in);
                }
            } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new UnsafeArchiveException("install-unsafe", name);
            }
        }
    }

    void unpack(Path archive) throws IOException {
        sourceBytes = Files.size(archive);
        int first;
        int second;
        try (InputStream in = Files.newInputStream(archive)) {
            first = in.read();
            second = in.read();
        }
        if (first == 'P' && second == 'K') {
            unzip(archive);
        } else if (first == 0x1f && second == 0x8b) {
            untar(archive);
        } else {
            throw new UnsafeArchiveException("install-no-archive", "");
        }
    }

    private void unzip(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        write(entry.getName(), in);
                    }
                }
            }
        } catch (EOFException e) {
            throw because("install-damaged", e);
        } catch (ZipException e) {
            throw isAboutEncryption(e) ? because("install-encrypted", e) : because("install-damaged", e);
        }
    }

    /** The JDK says it in words alone: "invalid CEN header (encrypted entry)". */
    private static boolean isAboutEncryption(ZipException e) {
        return String.valueOf(e.getMessage()).contains("encrypted");
    }

    private void untar(Path archive) throws IOException {
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            TarReader tar = new TarReader(in);
            while (tar.next()) {
                switch (tar.kind()) {
                    case FILE -> write(tar.name(), tar.content());
                    case FOLDER -> resolve(tar.name());
                    case OTHER -> throw new UnsafeArchiveException("install-unsafe", tar.name());
                }
            }
        } catch (ZipException | EOFException | TarReader.DamagedException e) {
            throw because("install-damaged", e);
        }
    }

    private static UnsafeArchiveException because(String code, IOException e) {
        UnsafeArchiveException unusable = new UnsafeArchiveException(code, "");
        unusable.initCause(e);
        return unusable;
    }

    private void write(String name, InputStream in) throws IOException {
        Path file = resolve(name);
        if (++files > MOST_FILES) {
            throw new UnsafeArchiveException("install-too-large", MOST_FILES + " files");
        }
        Files.createDirectories(file.getParent());
        // CREATE_NEW: an entry that comes twice, or over a folder, is not meant well.
        try (OutputStream out = Files.newOutputStream(
                file, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count(read);
                out.write(buffer, 0, read);
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new UnsafeArchiveException("install-unsafe", name);
        }
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > MOST_BYTES || bytes > RATIO_FROM && bytes / MOST_RATIO > sourceBytes) {
            throw new UnsafeArchiveException("install-too-large", (bytes >> 20) + " MiB");
        }
        // Looked at every 64 MiB: asking is not free.
        if (bytes >> 26 != (bytes - more) >> 26 && Files.getFileStore(target).getUsableSpace() < SPARE) {
            throw new UnsafeArchiveException(
                    "install-no-space", target.getParent().toString());
        }
    }

    private Path resolve(String name) throws IOException {
        try {
            Path path = target.resolve(name.replace('\\', '/')).normalize();
            if (path.startsWith(target) && !Path.of(name.replace('\\', '/')).isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new UnsafeArchiveException("install-unsafe", "?");
        }
        throw new UnsafeArchiveException("install-unsafe", name);
    }
}
