package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.yuhitsu.store.internal.UnavailableForNow;
import io.yuhitsu.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a start fails, in words that say what to do. */
final class PostgresStartTest {
    private static final String NAME = "started";

    @TempDir
    Path folder;

    private PostgresServer server;
    private String address;

    @BeforeEach
    void database() throws Exception {
        server = PostgresServer.shared();
        address = server.createDatabase(NAME);
    }

    private void open(String setting) throws Exception {
        new Database(TestDatabase.engine(folder, setting), 2).close();
    }

    private void refused(String setting, String... parts) {
        assertThatThrownBy(() -> open(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(parts)
                .message()
                .contains(" / ")
                .doesNotContain(PostgresServer.PASSWORD);
    }

    private boolean isForNow(String setting) {
        return catchThrowable(() -> open(setting)) instanceof UnavailableForNow;
    }

    @Test
    void serverThatIsAwayMayBeBackLater() throws Exception {
        assertThat(isForNow("postgresql://u@127.0.0.1:1/n")).isTrue();
        assertThat(isForNow("postgresql://u@no-such-host.invalid/n")).isTrue();
        server.execute("postgres", "alter database " + NAME + " connection limit 0");
        assertThat(isForNow(address)).isTrue();
    }

    @Test
    void serverThatBeginsOrEndsMayBeBackLater() throws Exception {
        DatabaseAddress parsed = DatabaseAddress.parse(address);
        for (String state : List.of("57P03", "57P01", "53300", "08006", "08001")) {
            assertThat(new PostgresFailure(parsed, new SQLException("test", state)).explained())
                    .as(state)
                    .isInstanceOf(UnavailableForNow.class);
        }
    }

    @Test
    void whatOnlyAPersonCanMendStaysAsItIs() {
        assertThat(isForNow(server.address("nowhere"))).isFalse();
        assertThat(isForNow(address.replace("yuhitsu@", "nobody@"))).isFalse();
        assertThat(isForNow(address + "?sslmode=verify-full")).isFalse();
        assertThatThrownBy(() -> TestDatabase.asItIs(folder.resolve("without-password"), address))
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(UnavailableForNow.class);
    }

    @Test
    void anEmptyDatabaseIsMadeReady() throws Exception {
        open(address);
        open(address);
    }

    @Test
    void wrongHostIsNamed() {
        refused("postgresql://u@no-such-host.invalid/n", "no-such-host.invalid", "Correct the host", "ホスト名");
    }

    @Test
    void serverThatDoesNotRunIsNamed() {
        refused("postgresql://u@127.0.0.1:1/n", "No PostgreSQL server answers at 127.0.0.1:1", "応答しません");
    }

    @Test
    void missingDatabaseIsNamedWithTheCommandThatMakesIt() {
        refused(
                server.address("nowhere"),
                "There is no database nowhere",
                "create database nowhere owner yuhitsu encoding 'UTF8'",
                "がありません");
    }

    @Test
    void wrongPasswordIsNamedWithItsFile() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("etc/secrets")).resolve("database-password");
        Files.writeString(secret, "wrong\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> TestDatabase.asItIs(folder, address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "refuses the password of the user yuhitsu", "etc/secrets/database-password", "受け付けません");
    }

    @Test
    void missingPasswordIsNamedWithItsFile() {
        assertThatThrownBy(() -> TestDatabase.asItIs(folder, address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("wants a password", "PGPASSWORD", "求めています");
    }

    @Test
    void passwordThatOthersMayReadIsRefused() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("etc/secrets")).resolve("database-password");
        Files.writeString(secret, PostgresServer.PASSWORD);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> TestDatabase.asItIs(folder, address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("chmod 600", secret.toString());
    }

    @Test
    void unknownUserIsNamed() {
        refused(address.replace("yuhitsu@", "nobody@"), "nobody", "password", "パスワード");
    }

    @Test
    void userWhoMayNotMakeTablesIsNamedWithTheCommandThatHelps() throws Exception {
        server.execute("postgres", "alter database " + NAME + " owner to postgres");
        refused(address, "may not do what is needed", "alter database " + NAME + " owner to yuhitsu", "権限がありません");
        server.execute(NAME, "revoke connect on database " + NAME + " from public");
        refused(address, "may not do what is needed", "権限がありません");
    }

    @Test
    void databaseWithoutASchemaIsNamedWithTheCommandThatHelps() throws Exception {
        server.execute(NAME, "drop schema public");
        refused(address, "has no schema", "create schema authorization yuhitsu", "スキーマがありません");
    }

    @Test
    void databaseOfAnotherProgramIsLeftAlone() throws Exception {
        server.execute(NAME, "create table public.theirs (id integer)");
        refused(address, "tables of another program", "別のプログラムの表");
    }

    @Test
    void databaseThatCannotHoldAllTextsIsRefused() throws Exception {
        server.execute("postgres", "drop database if exists latin with (force)");
        server.execute(
                "postgres",
                "create database latin owner yuhitsu encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
        refused(server.address("latin"), "encoding LATIN1", "文字コード");
    }

    @Test
    void serverThatTakesNoChangesIsRefused() throws Exception {
        server.execute("postgres", "alter database " + NAME + " set default_transaction_read_only = on");
        refused(address, "takes no changes", "変更を受け付けません");
    }

    @Test
    void serverWithoutTlsIsRefusedWhenTlsIsWanted() {
        refused(address + "?sslmode=verify-full", "No encrypted connection", "暗号化した接続");
    }

    @Test
    void olderServerIsRefused() throws Exception {
        try (OldServer old = new OldServer("9.6.24")) {
            refused("postgresql://u@127.0.0.1:" + old.port() + "/n", "PostgreSQL 9.6.24", "version 12", "12 以降");
        }
    }

    @Test
    void refusedStartLeavesNothingBehindThatWouldChangeTheNextOne() throws Exception {
        refused(server.address("nowhere"), "There is no database");
        assertThat(folder.resolve("db")).doesNotExist();
        open(address);
    }
}
