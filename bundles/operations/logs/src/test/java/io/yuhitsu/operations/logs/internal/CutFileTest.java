package io.yuhitsu.operations.logs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsNotTooLongIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("console.log"), "0123456789");

        assertThat(new CutFile(file, 10, 4).cut()).isFalse();
        assertThat(file).hasContent("0123456789");
    }

    @Test
    void whoeverHasItOpenForAppendingGoesOnBehindTheEndThatWasKept() throws Exception {
        Path file = folder.resolve("console.log");
        try (OutputStream writer = new FileOutputStream(file.toFile(), true)) {
            writer.write("0123456789x".getBytes(StandardCharsets.US_ASCII));
            assertThat(new CutFile(file, 10, 4).cut()).isTrue();
            writer.write("next".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(file).content().endsWith("\n789xnext").doesNotContain("0123");
    }

    @Test
    void aServerInTheForegroundHasNoSuchFile() throws Exception {
        assertThat(new CutFile(folder.resolve("console.log"), 10, 4).cut()).isFalse();
    }
}
