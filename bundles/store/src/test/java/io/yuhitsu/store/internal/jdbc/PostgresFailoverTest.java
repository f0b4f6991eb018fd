package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another server takes the place of the one that crashed. */
@Timeout(180)
final class PostgresFailoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void workGoesOnWithTheServerThatTakesWrites() throws Exception {
        try (PostgresServer first = PostgresServer.launch();
                PostgresServer second = first.standby()) {
            String hosts = "127.0.0.1:" + first.port() + ",127.0.0.1:" + second.port();
            first.createDatabase("failover");
            try (TestDatabase test = TestDatabase.on(folder, "postgresql://yuhitsu@" + hosts + "/failover")) {
                Stores stores = test.fresh();
                JobId id = stores.submit(1, "folder");
                Lease lease = stores.claim(Stage.TRANSCRIBE);

                first.crash();
                assertThatThrownBy(() -> stores.jobs().counts()).isInstanceOf(StoreUnavailableException.class);
                second.takeOver(first);
                await().atMost(PATIENCE).ignoreExceptions().until(() -> stores.find(id) != null);
                stores.jobs()
                        .store(
                                lease,
                                new StepResult(List.of(Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json"))));

                // The first one is a standby now: it answers, but takes no writes.
                first.start("default_transaction_read_only=on");
                second.cutConnections();
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> stores.jobs().advance(lease, Stage.DELIVER).state() == State.READY);
                assertThat(stores.jobs().artifacts(id, 1)).hasSize(1);
            }
        }
    }

    @Test
    void aServerThatTakesNoWritesAnyMoreIsOneThatIsAway() throws Exception {
        try (PostgresServer server = PostgresServer.launch();
                TestDatabase test = TestDatabase.on(folder, server.createDatabase("demoted"))) {
            Stores stores = test.fresh();
            JobId id = stores.submit(1, "folder");
            Lease lease = stores.claim(Stage.TRANSCRIBE);

            demote(server, "on");
            assertThatThrownBy(() -> stores.jobs().store(lease, new StepResult(List.of())))
                    .isInstanceOfSatisfying(StoreUnavailableException.class, e -> assertThat(e.nothingWritten())
                            .isTrue());
            demote(server, "off");

            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                stores.jobs().store(lease, new StepResult(List.of()));
                return true;
            });
            assertThat(stores.find(id).attempts()).isZero();
        }
    }

    private static void demote(PostgresServer server, String readOnly) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction read write");
            statement.execute("alter system set default_transaction_read_only = " + readOnly);
            statement.execute("select pg_reload_conf()");
        }
        // A connection that shows it came after the signal to those that were there.
        await().atMost(PATIENCE).until(() -> readOnly(server).equals(readOnly));
    }

    private static String readOnly(PostgresServer server) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show default_transaction_read_only")) {
            row.next();
            return row.getString(1);
        }
    }
}
