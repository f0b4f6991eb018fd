package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.Holdings;
import io.yuhitsu.store.internal.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Keeps a data folder and its database together: each knows the other. With the wrong one, jobs would have no content, and content without
 * jobs would be swept away.
 *
 * @param folder {@code db/}; holds the embedded database, or a note of which other one it is
 * @param fingerprint of the keys with which the content can be read
 */
record Installation(Path folder, Path blobs, String fingerprint) {
    private static final Texts TEXTS = Texts.beside(Installation.class);
    private static final DurableStep ADOPTED = DurableStep.named("database.adopt");
    private static final DurableStep NOTED = DurableStep.named("database.note");
    private static final String NOTE = "postgresql.txt";
    private static final Pattern ID = Pattern.compile("(?m)^id=([0-9a-f]{32})$");
    private static final Pattern ADDRESS = Pattern.compile("(?m)^database=(.*)$");

    private record Row(String id, String fingerprint) {}

    /** Before the embedded database is opened, or made. */
    void checkEmbedded() throws IOException {
        if (Files.exists(note())) {
            throw refused(TEXTS.message("database-was-postgres", found(ADDRESS).orElse("postgresql://…")));
        }
        removeCutOffNote();
    }

    /** Before another database is opened. */
    void checkPostgres() throws IOException {
        removeCutOffNote();
        if (!Files.exists(note()) && Holdings.holdsAnything(folder)) {
            throw refused(TEXTS.message("database-was-embedded", folder));
        }
    }

    /** Left by a crash before it got its name. It is no database, and the note is written anew. */
    private void removeCutOffNote() throws IOException {
        Files.deleteIfExists(folder.resolve("." + NOTE + ".new"));
    }

    /** @param address for people, in messages and in the note */
    void checkOrAdopt(Handle handle, Engine engine, String address) {
        try {
            Optional<String> noted = found(ID);
            Row row = row(handle).orElse(null);
            if (row == null) {
                if (noted.isPresent() || Holdings.holdsAnything(blobs)) {
                    throw refused(TEXTS.message("database-is-new", address, blobs));
                }
                row = make(handle, engine);
            }
            if (!row.fingerprint().equals(fingerprint)) {
                throw refused(TEXTS.message("database-of-others", address));
            }
            if (noted.isPresent() && !noted.get().equals(row.id())) {
                throw refused(TEXTS.message("database-is-another", address));
            }
            note(row.id(), address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Row> row(Handle handle) {
        return handle.select("select id, keys_fingerprint from installation")
                .map((row, context) -> new Row(row.getString("id"), row.getString("keys_fingerprint")))
                .findFirst();
    }

    /** The lock lets one of two servers that begin at once be the first. */
    private Row make(Handle handle, Engine engine) {
        return Database.committed(handle, engine, ADOPTED, tx -> {
            tx.handle().execute("lock table installation in exclusive mode");
            Optional<Row> meanwhile = row(tx.handle());
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Row made = new Row(UUID.randomUUID().toString().replace("-", ""), fingerprint);
            tx.update(
                    "insert into installation (id, keys_fingerprint, made_at) values (?, ?, ?)",
                    made.id(),
                    made.fingerprint(),
                    tx.now());
            return made;
        });
    }

    private Path note() {
        return folder.resolve(NOTE);
    }

    private Optional<String> found(Pattern line) throws IOException {
        if (!Files.exists(note())) {
            return Optional.empty();
        }
        return line.matcher(Files.readString(note(), StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .findFirst();
    }

    private void note(String id, String address) throws IOException {
        List<String> lines = List.of(
                "# The jobs of this data folder are in the database below. Do not delete this file.",
                "# このデータフォルダーのジョブは下記のデータベースにあります。このファイルを消さないでください。",
                "database=" + address,
                "id=" + id,
                "");
        String text = String.join("\n", lines);
        if (!Files.exists(note())
                || !Files.readString(note(), StandardCharsets.UTF_8).equals(text)) {
            DurableFiles.makePrivateFolder(folder);
            DurableFiles.write(note(), text.getBytes(StandardCharsets.UTF_8), NOTED);
        }
    }

    private static IllegalStateException refused(Message message) {
        return new IllegalStateException(Said.inBoth(message));
    }
}
