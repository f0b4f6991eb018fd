package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** Moves files out of the inbox; never overwrites what lies where they go, and writes through no link. */
final class Filing {
    private static final Texts TEXTS = Texts.beside(Filing.class);
    private static final int MOST_BYTES = 240;
    private static final DurableStep NOTE = DurableStep.named("inbox.note");
    private static final DurableStep REJECTED = DurableStep.named("inbox.reject");

    private Filing() {}

    /** @return where the file lies now */
    static Path move(Path file, Path folder, DurableStep step) throws IOException {
        DurableFiles.makeFolder(folder);
        for (int n = 1; ; n++) {
            Path to = folder.resolve(namesake(file.getFileName().toString(), n));
            if (isTaken(to)) {
                continue;
            }
            try {
                moveTo(file, to, step);
                return to;
            } catch (FileAlreadyExistsException e) {
                // Somebody took the name in this moment.
            }
        }
    }

    /** Moves the file aside and puts beside it what is wrong with it and what to do. The note comes first: no file lies there without one. */
    static void reject(Path file, Path folder, Message reason) throws IOException {
        DurableFiles.makeFolder(folder);
        for (int n = 1; ; n++) {
            Path to = folder.resolve(namesake(file.getFileName().toString(), n));
            Path note = folder.resolve(fit(to.getFileName().toString(), ".txt"));
            String text = text(to, reason);
            if (isTaken(to) || (isTaken(note) && !says(note, text))) {
                continue;
            }
            try {
                // One that says the same was left by a crash that came between the note and the move.
                if (!isTaken(note)) {
                    write(note, text);
                }
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            boolean moved = false;
            try {
                moveTo(file, to, REJECTED);
                moved = true;
                return;
            } catch (FileAlreadyExistsException e) {
                // Somebody took the name in this moment; the note names it and is written anew.
            } finally {
                if (!moved) {
                    Files.deleteIfExists(note);
                }
            }
        }
    }

    private static String text(Path to, Message reason) {
        return TEXTS.text(Locale.JAPANESE, "rejected", to.getFileName(), reason.ja())
                + "\n\n"
                + TEXTS.text(Locale.ENGLISH, "rejected", to.getFileName(), reason.en())
                + "\n";
    }

    private static boolean says(Path note, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)
                && Files.size(note) == bytes.length
                && Arrays.equals(Files.readAllBytes(note), bytes);
    }

    private static boolean isTaken(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void moveTo(Path file, Path to, DurableStep step) throws IOException {
        try {
            step.run(() -> {
                rename(file, to);
                sync(to, file);
            });
        } catch (AtomicMoveNotSupportedException otherVolume) {
            Path aside = aside(to);
            try {
                Files.deleteIfExists(aside);
                Files.copy(file, aside, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                DurableFiles.sync(aside);
                step.run(() -> {
                    rename(aside, to);
                    // Of a recording that is refused this is the only copy.
                    DurableFiles.sync(to.getParent());
                    Files.delete(file);
                    DurableFiles.sync(file.getParent());
                });
            } finally {
                Files.deleteIfExists(aside);
            }
        }
    }

    private static void sync(Path to, Path from) throws IOException {
        DurableFiles.sync(to.getParent());
        DurableFiles.sync(from.getParent());
    }

    /** A hard link fails where a rename would overwrite; where there are no links, looking before has to do. */
    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException noLinks) {
            if (isTaken(to)) {
                throw new FileAlreadyExistsException("the new name");
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        boolean renamed = false;
        try {
            Files.delete(from);
            renamed = true;
        } finally {
            if (!renamed) {
                Files.deleteIfExists(to);
            }
        }
    }

    /** Durable and whole under its name, or not there. */
    private static void write(Path note, String text) throws IOException {
        Path aside = aside(note);
        try {
            Files.deleteIfExists(aside);
            try (FileChannel channel =
                    FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            NOTE.run(() -> {
                rename(aside, note);
                DurableFiles.sync(note.getParent());
            });
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Hidden; the same at the next try, which so clears away what a crash left of this one. */
    private static Path aside(Path path) {
        return path.resolveSibling("." + path.getFileName() + ".part");
    }

    /** {@code a.wav} → {@code a (2).wav}, not longer than file systems can hold. */
    private static String namesake(String name, int n) {
        if (n == 1) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return fit(name.substring(0, name.length() - ending.length()), " (" + n + ")" + ending);
    }

    private static String fit(String stem, String ending) {
        StringBuilder kept = new StringBuilder(stem);
        while ((kept + ending).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES && kept.length() > 1) {
            kept.setLength(kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + ending;
    }
}
