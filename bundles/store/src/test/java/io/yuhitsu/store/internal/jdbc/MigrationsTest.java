package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

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
