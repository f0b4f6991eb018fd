package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.store.internal.key.KeyRing;
import io.yuhitsu.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder and its database find each other again, and nothing else. */
final class InstallationTest {
    @TempDir
    Path folder;

    private PostgresServer server;
    private String address;

    @BeforeEach
    void database() throws Exception {
        server = PostgresServer.shared();
        address = server.createDatabase("installation");
    }

    private static void use(Path folder, String address) throws Exception {
        try (Database database = new Database(TestDatabase.engine(folder, address), 2)) {
            assertThat(new JdbcProfileStore(database).find(TenantId.DEFAULT, ProfileId.DEFAULT))
                    .isPresent();
        }
    }

    private static void refused(Path folder, String address, String en, String ja) {
        assertThatThrownBy(() -> use(folder, address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(en)
                .hasMessageContaining(ja);
    }

    @Test
    void dataFolderThatWasUsedWithPostgresNeverStartsAnEmptyEmbeddedDatabase() throws Exception {
        use(folder, address);

        refused(folder, "", "Start it with --db", "--db でそのアドレスを");

        assertThat(folder.resolve("db/service.properties")).doesNotExist();
        use(folder, address);
    }

    /** What a crash before the note got its name leaves. */
    private Path noteInTheMaking() throws Exception {
        new KeyRing(folder.resolve("keys"), List.of());
        return Files.writeString(Files.createDirectories(folder.resolve("db")).resolve(".postgresql.txt.new"), "id=");
    }

    @Test
    void noteThatWasCutOffDoesNotLockPostgresOut() throws Exception {
        Path cutOff = noteInTheMaking();

        use(folder, address);

        assertThat(folder.resolve("db/postgresql.txt")).content().contains(address);
        assertThat(cutOff).doesNotExist();
    }

    @Test
    void noteThatWasCutOffDoesNotLockTheEmbeddedDatabaseOut() throws Exception {
        noteInTheMaking();

        use(folder, "");
    }

    @Test
    void emptyFolderIsNoEmbeddedDatabase() throws Exception {
        Files.createDirectories(folder.resolve("db"));

        use(folder, "");
    }

    @Test
    void embeddedDatabaseThatLostAFileIsNeitherReplacedNorForgotten() throws Exception {
        use(folder, "");
        Files.delete(folder.resolve("db/service.properties"));

        assertThatThrownBy(() -> use(folder, "")).isInstanceOf(Exception.class);
        refused(folder, address, "moving them is not possible yet", "まだ移行には対応していません");

        assertThat(folder.resolve("db/seg0")).isNotEmptyDirectory();
    }

    @Test
    void messageOfAForgottenDatabaseNamesItsAddress() throws Exception {
        use(folder, address);

        assertThatThrownBy(() -> use(folder, "")).hasMessageContaining(address);
    }

    @Test
    void dataFolderThatWasUsedWithTheEmbeddedDatabaseRefusesPostgres() throws Exception {
        use(folder, "");

        refused(folder, address, "moving them is not possible yet", "まだ移行には対応していません");

        use(folder, "");
    }

    @Test
    void usedDataFolderRefusesAnEmptyDatabase() throws Exception {
        use(folder, address);

        refused(folder, server.createDatabase("other"), "is empty", "は空ですが");
    }

    @Test
    void emptyFoldersAreNoContent() throws Exception {
        Files.createDirectories(folder.resolve("blobs/incoming"));

        use(folder, address);
    }

    @Test
    void dataFolderWithContentRefusesAnEmptyDatabaseAlsoWhenItsNoteIsGone() throws Exception {
        use(folder, address);
        Files.delete(folder.resolve("db/postgresql.txt"));
        Files.writeString(Files.createDirectories(folder.resolve("blobs/1/2")).resolve("object"), "content");

        refused(folder, server.createDatabase("other"), "is empty", "は空ですが");
        use(folder, address);

        assertThat(folder.resolve("db/postgresql.txt")).content().contains(address);
    }

    @Test
    void databaseOfAnotherDataFolderIsRefused(@TempDir Path elsewhere) throws Exception {
        use(elsewhere, address);

        refused(folder, address, "belongs to another data folder", "別のデータフォルダーのものです");

        use(elsewhere, address);
    }

    @Test
    void anotherDatabaseOfTheSameKeysIsRefused(@TempDir Path elsewhere) throws Exception {
        use(folder, address);
        Files.createDirectories(elsewhere.resolve("keys"));
        Files.copy(
                folder.resolve("keys/master.key"),
                elsewhere.resolve("keys/master.key"),
                StandardCopyOption.COPY_ATTRIBUTES);
        String other = server.createDatabase("other");
        use(elsewhere, other);

        refused(folder, other, "is not the one", "使っていたものではありません");
    }

    @Test
    void databaseThatMovedToAnotherAddressIsTheSame() throws Exception {
        use(folder, address);

        use(folder, address.replace("127.0.0.1", "localhost"));

        assertThat(folder.resolve("db/postgresql.txt")).content().contains("@localhost:");
    }
}
