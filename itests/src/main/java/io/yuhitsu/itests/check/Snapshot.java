package io.yuhitsu.itests.check;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.store.internal.blob.FolderBlobStore;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A data folder at rest: its rows, its blobs, its files. */
final class Snapshot implements AutoCloseable {
    private final Path data;
    private final Path work;
    private final Rows rows;
    private final FolderBlobStore blobs;
    private final Map<String, Content> known;
    private final Collection<Expected> handedIn;

    /** What a blob or a file holds. */
    record Content(String sha256, long bytes) {
        static Content of(InputStream in) throws IOException {
            MessageDigest digest = digest();
            byte[] chunk = new byte[1 << 16];
            long bytes = 0;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                bytes += n;
            }
            return new Content(HexFormat.of().formatHex(digest.digest()), bytes);
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param known content of blobs that were read before and are not read again while their files stay as they were */
    Snapshot(Path data, Collection<Expected> handedIn, Map<String, Content> known) throws IOException {
        this.data = data;
        this.handedIn = handedIn;
        this.known = known;
        work = Files.createTempDirectory("yuhitsu-check");
        try {
            KeyRing keys = keys();
            blobs = blobs(keys);
            rows = keys == null
                    ? Rows.none()
                    : Databases.read(data, keys, Files.createDirectory(work.resolve("database")));
        } catch (SQLException e) {
            close();
            throw new IOException("the database of " + data + " cannot be read", e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Null before the first start has made them. Of a copy, because a missing one would be made. */
    private KeyRing keys() throws IOException {
        Path folder = data.resolve("keys");
        if (!Files.exists(folder.resolve("master.key"))) {
            return null;
        }
        Path copy = Files.createDirectory(work.resolve("keys"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new KeyRing(copy, List.of());
    }

    /** The store makes and clears folders of its own; here these lie beside links to those with the objects. */
    private FolderBlobStore blobs(KeyRing keys) throws IOException {
        if (keys == null || !Files.isDirectory(data.resolve("blobs"))) {
            return null;
        }
        Path view = Files.createDirectory(work.resolve("blobs"));
        try (Stream<Path> folders = Files.list(data.resolve("blobs"))) {
            for (Path folder : folders.toList()) {
                if (!folder.endsWith("incoming")) {
                    Files.createSymbolicLink(view.resolve(folder.getFileName()), folder.toAbsolutePath());
                }
            }
        }
        return new FolderBlobStore(view, keys);
    }

    Path data() {
        return data;
    }

    Rows rows() {
        return rows;
    }

    Collection<Expected> handedIn() {
        return handedIn;
    }

    /** @throws IOException it is not there, or does not decrypt */
    Content blob(String tenant, String blob) throws IOException {
        if (blobs == null) {
            throw new IOException("there are no blobs");
        }
        String state = state(blob);
        Content before = known.get(state);
        if (before != null) {
            return before;
        }
        try (InputStream in = Channels.newInputStream(blobs.open(new TenantId(tenant), new BlobRef(blob)))) {
            Content content = Content.of(in);
            known.put(state, content);
            return content;
        }
    }

    /** Changes when the blob's file does. */
    private String state(String blob) throws IOException {
        try (Stream<Path> folders = Files.list(data.resolve("blobs"))) {
            for (Path folder : folders.toList()) {
                Path file = folder.resolve(blob.substring(0, 2)).resolve(blob);
                if (Files.isRegularFile(file)) {
                    return blob + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
                }
            }
        }
        return blob + " gone";
    }

    /** All regular files below a folder of the data folder, hidden ones too; none when it is not there. */
    List<Path> files(String folder) throws IOException {
        Path top = data.resolve(folder);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** As people write it: relative to the data folder. */
    String name(Path file) {
        return data.relativize(file).toString();
    }

    static Content read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Content.of(in);
        }
    }

    static Map<String, Content> nothingKnown() {
        return new HashMap<>();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
