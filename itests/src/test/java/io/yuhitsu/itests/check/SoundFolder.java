package io.yuhitsu.itests.check;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.spi.BlobStore.StoredBlob;
import io.yuhitsu.json.SettingsJson;
import io.yuhitsu.store.internal.blob.FolderBlobStore;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.derby.jdbc.BasicEmbeddedDataSource40;

/** A data folder after one recording has become minutes and one file was rejected, written without a server. */
final class SoundFolder {
    static final String JOB = "j01aaaaaaaaaaaaaaaaaa";
    static final String DELIVERY = "d01aaaaaaaaaaaaaaaaaa";
    static final String OUTBOX = "outbox/default/2026-11-09 a";

    private static final byte[] RECORDING = bytes("what was said");
    private static final byte[] NONSENSE = bytes("no recording");

    private final Path data;
    private final KeyRing keys;
    private final FolderBlobStore blobs;
    private StoredBlob recording;
    private BlobRef minutes;

    private SoundFolder(Path data) throws IOException {
        this.data = data;
        keys = new KeyRing(data.resolve("keys"), List.of());
        blobs = new FolderBlobStore(data.resolve("blobs"), keys);
    }

    static SoundFolder make(Path data) throws IOException, SQLException {
        SoundFolder made = new SoundFolder(data);
        for (String folder : List.of("inbox/default", "run/tmp", "run/karaf", "models", "log")) {
            Files.createDirectories(data.resolve(folder));
        }
        made.write("accepted/default/a.wav", RECORDING);
        made.write("rejected/default/n.wav", NONSENSE);
        made.write("rejected/default/n.wav.txt", bytes("why"));
        made.rows();
        return made;
    }

    /** The same content in another place. */
    SoundFolder copy(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, place.resolve(data.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        SoundFolder copy = new SoundFolder(place);
        copy.recording = recording;
        copy.minutes = minutes;
        return copy;
    }

    private void rows() throws IOException, SQLException {
        recording = put(RECORDING);
        BlobRef facts = put(bytes("{}")).blob();
        byte[] document = bytes("minutes");
        String manifest = manifest(DELIVERY, 1, Snapshot.Content.of(new ByteArrayInputStream(document)));
        write(OUTBOX + "/minutes.json", document);
        write(OUTBOX + "/manifest.json", bytes(manifest));
        String receipt = "sha256:"
                + Snapshot.Content.of(new ByteArrayInputStream(bytes(manifest))).sha256();
        String settings = SettingsJson.write(ProfileSettings.standard(ZoneOffset.UTC));
        Target target = ProfileSettings.standard(ZoneOffset.UTC).targets().get(0);
        schema();
        sql("insert into tenants (id, made_at) values ('default', 0)");
        sql(
                "insert into jobs (id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob, settings,"
                        + " version, stage, state, attempts, child_deaths, result_stored, progress, received_at, changed_at) values ('"
                        + JOB + "', 'default', 'default', '" + recording.blob() + "', '"
                        + recording.sha256().hex() + "', " + recording.bytes() + ", '" + facts + "', '" + settings
                        + "', 1, 'DONE', 'DONE', 0, 0, false, 1, 0, 0)");
        minutes = artifact("SUMMARISE", "MINUTES", document);
        artifact("TRANSCRIBE", "TRANSCRIPT", bytes("transcript"));
        artifact("RENDER", "DOCUMENT", document);
        sql("insert into deliveries (id, job, tenant, version, channel, target, state, attempts, receipt, changed_at)"
                + " values ('" + DELIVERY + "', '" + JOB + "', 'default', 1, '" + target.channel() + "', '"
                + SettingsJson.write(target) + "', 'DELIVERED', 0, '" + receipt + "', 0)");
    }

    private BlobRef artifact(String stage, String kind, byte[] content) throws IOException, SQLException {
        StoredBlob blob = put(content);
        sql("insert into artifacts (job, version, stage, place, kind, name, media_type, blob, sha256, bytes) values ('"
                + JOB
                + "', 1, '" + stage + "', 0, '" + kind + "', '" + kind.toLowerCase(Locale.ROOT)
                + ".json', 'application/json', '" + blob.blob() + "', '"
                + blob.sha256().hex() + "', " + blob.bytes()
                + ")");
        return blob.blob();
    }

    String manifest(String delivery, int version, Snapshot.Content document) {
        return String.format(
                Locale.ROOT,
                "{\"deliveryId\": \"%s\", \"jobId\": \"%s\", \"version\": %d, \"source\": {\"sha256\": \"%s\"},"
                        + " \"files\": [{\"name\": \"minutes.json\", \"bytes\": %d, \"sha256\": \"%s\"}]}",
                delivery,
                JOB,
                version,
                recording.sha256().hex(),
                document.bytes(),
                document.sha256());
    }

    Path data() {
        return data;
    }

    /** What was handed in. */
    List<Expected> handedIn() throws IOException {
        return List.of(
                new Expected("default", "a.wav", recording.sha256().hex(), Expected.Fate.MINUTES),
                new Expected(
                        "default",
                        "n.wav",
                        Snapshot.Content.of(new ByteArrayInputStream(NONSENSE)).sha256(),
                        Expected.Fate.REJECTED));
    }

    StoredBlob put(byte[] content) throws IOException {
        return blobs.put(TenantId.DEFAULT, new ByteArrayInputStream(content), Long.MAX_VALUE);
    }

    Path write(String file, byte[] content) throws IOException {
        Path path = data.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.write(path, content);
    }

    Path path(String file) {
        return data.resolve(file);
    }

    Path recordingBlob() throws IOException {
        return file(recording.blob());
    }

    Path minutesBlob() throws IOException {
        return file(minutes);
    }

    private Path file(BlobRef blob) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            return files.filter(file -> file.endsWith(blob.value())).findFirst().orElseThrow();
        }
    }

    void sql(String statement) throws SQLException {
        BasicEmbeddedDataSource40 source = source();
        try (Connection connection = source.getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
        shutDown(source);
    }

    private static void shutDown(BasicEmbeddedDataSource40 source) throws SQLException {
        source.setConnectionAttributes(null);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            // Derby reports its end as an error.
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private BasicEmbeddedDataSource40 source() {
        BasicEmbeddedDataSource40 source = new BasicEmbeddedDataSource40();
        source.setDatabaseName(data.resolve("db").toString());
        source.setConnectionAttributes("bootPassword=" + keys.databasePassword());
        return source;
    }

    private void schema() throws IOException, SQLException {
        System.setProperty(
                "derby.stream.error.file", data.resolve("log/derby.log").toString());
        BasicEmbeddedDataSource40 source = source();
        source.setCreateDatabase("create");
        source.setConnectionAttributes(
                "dataEncryption=true;encryptionAlgorithm=AES/CBC/NoPadding;encryptionKeyLength=256;bootPassword="
                        + keys.databasePassword());
        try (InputStream in = KeyRing.class.getResourceAsStream("/io/yuhitsu/store/migrations/V1__jobs.sql");
                Connection connection = source.getConnection();
                Statement run = connection.createStatement()) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
            for (String statement : script.split(";")) {
                if (!statement.isBlank()) {
                    run.execute(statement);
                }
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
