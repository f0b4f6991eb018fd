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
        try (TestDatabase test = new TestDatabase(folder)) {
            List<String> ran = test.database.read(
                    tx -> tx.select("select \"script\" from \"flyway_schema_history\" where \"success\" = true")
                            .mapTo(String.class)
                            .list());

            assertThat(ran).containsExactlyElementsOf(Migrations.SCRIPTS);
        }
    }
}
