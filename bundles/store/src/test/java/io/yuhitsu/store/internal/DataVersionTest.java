package io.yuhitsu.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataVersionTest {
    @TempDir
    Path folder;

    private DataFolder data() {
        return new DataFolder(folder);
    }

    private Path stamp() {
        return folder.resolve("data-version");
    }

    @Test
    void dataWithoutAVersionIsTakenAndGetsOurs() throws IOException {
        DataVersion.check(data());
        assertThat(stamp()).doesNotExist();

        DataVersion.raise(data());

        assertThat(Files.readString(stamp())).contains("format=" + DataVersion.known() + "\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void newerDataIsRefusedUnchangedWithWhatWroteItAndWhatToDo() throws IOException {
        String newer = "format=" + (DataVersion.known() + 1) + "\nsince=9.9.0\n";
        Files.writeString(stamp(), newer);

        for (ThrowingCheck each : new ThrowingCheck[] {DataVersion::check, DataVersion::raise}) {
            assertThatThrownBy(() -> each.on(data()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("9.9.0", "backup", "バックアップ");
        }
        assertThat(stamp()).hasContent(newer);
    }

    @Test
    void ourOwnDataIsNotWrittenAgain() throws IOException {
        String before = "format=" + DataVersion.known() + "\nsince=0.0.1\n";
        Files.writeString(stamp(), before);

        DataVersion.raise(data());

        assertThat(stamp()).hasContent(before);
    }

    @Test
    void aDamagedVersionIsNeverTakenForAnOldOne() throws IOException {
        for (String damaged : new String[] {"", "format=", "format=one", "\\uXYZ"}) {
            Files.writeString(stamp(), damaged);
            assertThatThrownBy(() -> DataVersion.check(data()))
                    .as("[%s]", damaged)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(stamp().toString());
        }
    }

    private interface ThrowingCheck {
        void on(DataFolder data) throws IOException;
    }
}
