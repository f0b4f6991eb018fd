package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Moves files out of the inbox; never overwrites what lies where they go. */
final class Filing {
    private static final Texts TEXTS = Texts.beside(Filing.class);
    private static final int MOST_BYTES = 240;

    private Filing() {}

    /** @return where the file lies now */
    static Path move(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int n = 1; ; n++) {
            Path to = folder.resolve(namesake(file.getFileName().toString(), n));
            if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                moveTo(file, to);
                return to;
            } catch (FileAlreadyExistsException e) {
                // Somebody took the name in this moment.
            }
        }
    }

    private static void moveTo(Path file, Path to) throws IOException {
        try {
            // A hard link fails where a rename would overwrite; where there are no links, the check above has to do.
            Files.createLink(to, file);
            Files.delete(file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            try {
                Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException otherVolume) {
                Path aside = to.resolveSibling("." + to.getFileName() + ".part");
                Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                try (FileChannel copy = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                    copy.force(true);
                }
                Files.move(aside, to);
                Files.delete(file);
            }
        }
        sync(to.getParent());
        sync(file.getParent());
    }

    /** Moves the file aside and writes beside it what is wrong with it and what to do. */
    static void reject(Path file, Path folder, Message reason) throws IOException {
        Path to = move(file, folder);
        String text = TEXTS.text(Locale.JAPANESE, "rejected", to.getFileName(), reason.ja())
                + "\n\n"
                + TEXTS.text(Locale.ENGLISH, "rejected", to.getFileName(), reason.en())
                + "\n";
        Path note = folder.resolve(fit(to.getFileName().toString(), ".txt"));
        Files.writeString(note, text, StandardCharsets.UTF_8);
        sync(folder);
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

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
