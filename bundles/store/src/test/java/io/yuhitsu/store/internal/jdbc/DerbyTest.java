package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.key.KeyRing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract cannot see: the database on the disk, across restarts, and when it fails. */
final class DerbyTest {
    private final MutableClock clock = new MutableClock();

    @TempDir
    Path folder;

    private Stores on(Database database) {
        return new Stores(new JdbcJobStore(database), new JdbcDeliveryStore(database), clock);
    }

    @Test
    void restartKeepsEverything() throws Exception {
        JobId id;
        Lease lease;
        Artifact transcript = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        try (Database database = TestDatabase.open(folder, clock)) {
            Stores before = on(database);
            id = before.submit(1, "folder");
            lease = before.claim(Stage.TRANSCRIBE);
            before.jobs().putSegment(lease, Stores.segment("plan", 0));
            before.jobs().store(lease, new StepResult(List.of(transcript)));
            before.jobs().log(id, Stage.TRANSCRIBE, Stores.REASON);
        }

        try (Database database = TestDatabase.open(folder, clock)) {
            Stores after = on(database);
            assertThat(after.find(id).state()).isEqualTo(State.RUNNING);
            assertThat(after.jobs().segments(id, 1, "plan")).hasSize(1);
            assertThat(after.jobs().artifacts(id, 1)).containsExactly(transcript);
            assertThat(after.jobs().log(id)).hasSize(1);
            assertThat(after.jobs().advance(lease, Stage.DELIVER).state()).isEqualTo(State.READY);
        }
    }

    @Test
    void nothingThatRowsHoldIsReadableOnTheDisk() throws Exception {
        Message canary = new Message("canary-code", "カナリア", "canary-text");
        try (Database database = TestDatabase.open(folder, clock)) {
            Stores stores = on(database);
            JobId id = stores.submit(new TenantId("canary-tenant"), 1, "canary-channel");
            for (int i = 0; i < 200; i++) {
                stores.jobs().log(id, Stage.TRANSCRIBE, canary);
            }
        }

        List<String> canaries = List.of("canary", latin("カナリア"), latin("株式会社試験"), "create table");
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(canaries).as(file.toString()).noneMatch(bytes::contains);
            }
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void databaseIsRefusedUnderAnotherKey(@TempDir Path elsewhere) throws Exception {
        TestDatabase.open(folder, clock).close();
        KeyRing other = new KeyRing(elsewhere, List.of());

        assertThatThrownBy(() -> Engines.derby(new DataFolder(folder), other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("db").toString())
                .hasMessageContaining("master key");
        TestDatabase.open(folder, clock).close();
    }

    @Test
    void makingThatWasCutOffIsBegunAnew() throws Exception {
        Path half = Files.createDirectories(folder.resolve("db.new/seg0"));
        Files.writeString(half.resolve("c10.dat"), "half a page");

        try (Database database = TestDatabase.open(folder, clock)) {
            on(database).submit(1);
        }

        assertThat(folder.resolve("db.new")).doesNotExist();
    }

    @Test
    void closedDatabaseIsUnavailable() throws Exception {
        Database database = TestDatabase.open(folder, clock);
        Stores stores = on(database);
        stores.submit(1);
        database.close();

        assertThatThrownBy(() -> stores.submit(2)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> stores.jobs().claim(Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void wrongNumberOfConnectionsNamesKeyAndFileAndLeavesTheDatabaseClosed() throws Exception {
        assertThatThrownBy(() -> new Database(TestDatabase.engine(folder, ""), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connections")
                .hasMessageContaining("etc/io.yuhitsu.store.cfg");

        new Database(TestDatabase.engine(folder, ""), 2).close();
    }

    @Test
    void valueThatDoesNotFitIsRefusedAndNotQuoted() throws Exception {
        try (Database database = TestDatabase.open(folder, clock)) {
            assertThatThrownBy(() -> database.change(
                            TestDatabase.STEP,
                            tx -> tx.update("insert into tenants (id, made_at) values (?, ?)", "x".repeat(64), 1L)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("22001")
                    .hasNoCause();
        }
    }

    @Test
    void interruptedThreadStillWritesAndStaysInterrupted() throws Exception {
        try (Database database = TestDatabase.open(folder, clock)) {
            Stores stores = on(database);
            Thread.currentThread().interrupt();

            JobId id = stores.submit(1);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(stores.find(id).state()).isEqualTo(State.READY);
        }
    }

    @Test
    void interruptsInTheMiddleNeitherLoseNorRepeatWhatWasSaidToBeWritten() throws Exception {
        try (Database database = TestDatabase.open(folder, clock)) {
            Stores stores = on(database);
            JobId id = stores.submit(1);
            int[] said = {0};
            int[] refused = {0};
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                    try {
                        stores.jobs().log(id, Stage.TRANSCRIBE, Stores.REASON);
                        said[0]++;
                    } catch (StoreUnavailableException e) {
                        refused[0]++;
                    }
                }
            });
            writer.start();
            while (writer.isAlive()) {
                writer.interrupt();
                writer.join(1);
            }

            assertThat(said[0]).isPositive();
            assertThat(stores.jobs().log(id)).hasSizeBetween(said[0], said[0] + refused[0]);
            stores.submit(2);
        }
    }

    @Test
    void longTextsAreCutAtTheEndOfACharacter() throws Exception {
        try (Database database = TestDatabase.open(folder, clock)) {
            Stores stores = on(database);
            JobId id = stores.submit(1);

            stores.jobs().log(id, Stage.TRANSCRIBE, new Message("c".repeat(200), "𠮷".repeat(4000), "e".repeat(9000)));

            Message kept = stores.jobs().log(id).get(0).message();
            assertThat(kept.code()).hasSize(100);
            assertThat(kept.en()).hasSize(4000).endsWith("e…");
            assertThat(kept.ja()).endsWith("𠮷…");
        }
    }
}
