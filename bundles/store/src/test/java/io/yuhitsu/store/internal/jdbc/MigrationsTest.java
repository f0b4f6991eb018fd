package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.store.internal.DataVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
    @TempDir
    Path folder;

    @Test
    void everyScriptIsListedInItsOrder() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources" + Migrations.FOLDER))) {
            assertThat(scripts.map(script -> script.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(Migrations.SCRIPTS);
        }
    }

    @Test
    void everyScriptRunsAndIsRecorded() throws Exception {
        try (TestDatabase test = TestDatabase.derby(folder)) {
            assertThat(recorded(test)).containsExactlyElementsOf(Migrations.SCRIPTS);
        }
    }

    @Test
    void aSchemaOfALaterProgramIsRefusedUnchanged() throws Exception {
        try (TestDatabase test = TestDatabase.derby(folder)) {
            test.database.change(
                    TestDatabase.STEP,
                    tx -> tx.update(
                            "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                                    + " \"type\", \"script\", \"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\")"
                                    + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'Yuhitsu 9.9.0', current_timestamp, 1, true)"));
        }

        assertThatThrownBy(() -> TestDatabase.derby(folder).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("99", "Yuhitsu 9.9.0", "backup", "バックアップ");
    }

    /** Otherwise an older program would open data whose database it refuses, and change the rest of it. */
    @Test
    void eachMigrationRaisedTheFormOfTheData() {
        assertThat(DataVersion.known()).isGreaterThanOrEqualTo(Migrations.newest());
    }

    @Test
    void theSameScriptsRunOnPostgresAndAreRecorded() throws Exception {
        try (TestDatabase test = TestDatabase.postgres(folder, "migrations")) {
            assertThat(recorded(test)).containsExactlyElementsOf(Migrations.SCRIPTS);
        }
    }

    private static List<String> recorded(TestDatabase test) {
        return test.database.read(
                tx -> tx.select("select \"script\" from \"flyway_schema_history\" where \"success\" = true")
                        .mapTo(String.class)
                        .list());
    }
}
