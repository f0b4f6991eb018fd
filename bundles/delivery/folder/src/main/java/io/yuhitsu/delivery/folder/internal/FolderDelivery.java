package io.yuhitsu.delivery.folder.internal;

import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.delivery.DeliverableDocument;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * Puts a document set into {@code ROOT/<profile>/<date> <title>/}. The set is written aside, synced and renamed, so that a reader sees all
 * of it or nothing; what is there already is never overwritten; the same delivery again finds its own folder and does nothing.
 */
final class FolderDelivery {
    private static final int MOST_NAMESAKES = 10_000;
    private static final Pattern UNFINISHED = Pattern.compile("\\.d[0-9a-z]{20}\\.part");
    private static final DurableStep DOCUMENT = DurableStep.named("outbox.document");
    private static final DurableStep NAME = DurableStep.named("outbox.name");

    private final Path root;

    FolderDelivery(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** Clears away what crashes left of deliveries that were not tried again. */
    void clear() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> profiles = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path profile : profiles) {
                DurableFiles.deleteLeftovers(profile, UNFINISHED);
            }
        }
    }

    /** @return SHA-256 of the manifest */
    Sha256 place(DeliveryRequest request) throws IOException {
        byte[] manifest = Manifest.of(request);
        Path profile = root.resolve(FolderName.of(request.profile().value()));
        DurableFiles.makeFolder(profile);
        String name =
                FolderName.of(request.minutes().date() + " " + request.minutes().title());
        if (isThere(profile, name, request)) {
            // A try that broke off may have given it its name and no more.
            DurableFiles.sync(profile);
        } else {
            Path aside = profile.resolve("." + request.id().value() + ".part");
            try {
                write(aside, request, manifest);
                rename(aside, profile, name);
            } finally {
                // Nothing when it has its name; what a failed try wrote must not stand in the way on a full disk.
                DurableFiles.deleteTree(aside);
            }
        }
        return Sha256.of(sha256().digest(manifest));
    }

    private static void write(Path aside, DeliveryRequest request, byte[] manifest) throws IOException {
        DurableFiles.deleteTree(aside);
        Files.createDirectory(aside);
        for (DeliverableDocument document : request.documents()) {
            write(aside, document);
        }
        write(aside.resolve(Manifest.FILE), new ByteArrayInputStream(manifest));
        DurableFiles.sync(aside);
    }

    private static boolean isThere(Path profile, String name, DeliveryRequest request) throws IOException {
        for (int n = 1; n < MOST_NAMESAKES; n++) {
            Path folder = profile.resolve(namesake(name, n));
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            if (Manifest.isOf(folder, request.id())) {
                return true;
            }
        }
        return false;
    }

    private static void rename(Path aside, Path profile, String name) throws IOException {
        for (int n = 1; n < MOST_NAMESAKES; n++) {
            Path folder = profile.resolve(namesake(name, n));
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                DurableFiles.rename(aside, folder, NAME);
                return;
            } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
                // Somebody took the name in this moment.
            } catch (FileSystemException e) {
                if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
        throw new IOException("too many folders of one name");
    }

    private static String namesake(String name, int n) {
        return n == 1 ? name : name + " (" + n + ")";
    }

    private static void write(Path aside, DeliverableDocument document) throws IOException {
        Path file = aside.resolve(document.name());
        if (!file.getParent().equals(aside)) {
            throw new IOException("document name with a path: " + document.name());
        }
        try (InputStream in = document.open()) {
            Sha256 written = write(file, in);
            if (!written.equals(document.sha256())) {
                throw new IOException("document " + document.name() + " changed on its way");
            }
        }
    }

    private static Sha256 write(Path file, InputStream in) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] chunk = new byte[1 << 16];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            DurableFiles.sync(out, DOCUMENT);
        }
        return Sha256.of(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
