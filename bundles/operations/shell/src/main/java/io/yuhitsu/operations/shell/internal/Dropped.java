package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.job.Job;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A recording that was put into an inbox folder.
 *
 * @param data the server's data folder
 * @param hash of its content: its name says little, because another recording may have had it before
 */
record Dropped(Path data, String profile, String name, long bytes, Sha256 hash) {
    private static final String NOTE = ".txt";

    /** @param copy of what was put there */
    static Dropped of(Path data, String profile, Path copy) throws IOException {
        return new Dropped(data, profile, copy.getFileName().toString(), Files.size(copy), hash(copy));
    }

    private static Sha256 hash(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.of(digest.digest());
    }

    /** Nobody has looked at it yet: what is known of its content or its name is from before. */
    boolean isInInbox() {
        return Files.exists(data.resolve("inbox").resolve(profile).resolve(name));
    }

    boolean became(Job job) {
        return job.recording().sha256().equals(hash) && job.profile().value().equals(profile);
    }

    /** The text that says why it was rejected, when it was. */
    Optional<Path> rejection() throws IOException {
        Path folder = data.resolve("rejected").resolve(profile);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        // A name that is taken there gets a number.
        try (Stream<Path> files = Files.list(folder)) {
            for (Path note : (Iterable<Path>) files.filter(Dropped::isNote)::iterator) {
                String text = note.getFileName().toString();
                Path file = folder.resolve(text.substring(0, text.length() - NOTE.length()));
                if (Files.isRegularFile(file)
                        && Files.size(file) == bytes
                        && hash(file).equals(hash)) {
                    return Optional.of(note);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNote(Path path) {
        return path.getFileName().toString().endsWith(NOTE);
    }
}
