package io.yuhitsu.intake.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilingTest {
    private static final DurableStep STEP = DurableStep.named("tests.filing");

    private static final Message REASON = new Message("no-recording", "録音ではありません", "This is no recording");

    @TempDir
    Path data;

    private Path inbox;
    private Path rejected;

    @BeforeEach
    void make() throws IOException {
        inbox = Files.createDirectories(data.resolve("inbox"));
        rejected = data.resolve("rejected/default");
    }

    private Path put(String name, String content) throws IOException {
        return Files.writeString(inbox.resolve(name), content);
    }

    @Test
    void aNoteNeverTakesTheNameOfAFileThatIsThere() throws IOException {
        Filing.move(put("q.wav.txt", "my own text"), rejected, STEP);
        Filing.reject(put("q.wav", "bad"), rejected, REASON);

        assertThat(rejected.resolve("q.wav.txt")).hasContent("my own text");
        assertThat(rejected.resolve("q (2).wav")).hasContent("bad");
        assertThat(Files.readString(rejected.resolve("q (2).wav.txt")))
                .contains("q (2).wav", "録音ではありません", "This is no recording");
    }

    @Test
    void theFileNeverTakesTheNameOfAFileThatIsThere() throws IOException {
        Filing.move(put("q.wav", "first"), rejected, STEP);
        Filing.reject(put("q.wav", "second"), rejected, REASON);

        assertThat(rejected.resolve("q.wav")).hasContent("first");
        assertThat(rejected.resolve("q.wav.txt")).doesNotExist();
        assertThat(rejected.resolve("q (2).wav")).hasContent("second");
        assertThat(rejected.resolve("q (2).wav.txt")).exists();
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Files.createDirectories(rejected);
        Path victim = Files.writeString(data.resolve("victim"), "untouched");
        Files.createSymbolicLink(rejected.resolve("q.wav.txt"), victim);
        Files.createSymbolicLink(rejected.resolve("q (2).wav.txt"), data.resolve("made"));
        Filing.reject(put("q.wav", "bad"), rejected, REASON);

        assertThat(victim).hasContent("untouched");
        assertThat(data.resolve("made")).doesNotExist();
        assertThat(rejected.resolve("q (3).wav.txt")).exists();
    }

    @Test
    void aNoteThatACrashLeftWithoutItsFileStaysAndTheFileGetsOneOfItsOwn() throws IOException {
        Files.createDirectories(rejected);
        Files.writeString(rejected.resolve("q.wav.txt"), "left by a crash");
        Filing.reject(put("q.wav", "bad"), rejected, REASON);

        assertThat(rejected.resolve("q.wav.txt")).hasContent("left by a crash");
        assertThat(rejected.resolve("q.wav")).doesNotExist();
        assertThat(rejected.resolve("q (2).wav.txt")).exists();
    }

    @Test
    void theNoteThatACrashLeftOfThisVeryRejectionIsTakenUp() throws IOException {
        Filing.reject(put("q.wav", "bad"), rejected, REASON);
        // As it was before the file followed its note.
        Files.move(rejected.resolve("q.wav"), inbox.resolve("q.wav"));
        Filing.reject(inbox.resolve("q.wav"), rejected, REASON);

        assertThat(names()).containsExactlyInAnyOrder("q.wav", "q.wav.txt");
    }

    @Test
    void halfANoteThatACrashLeftIsClearedAway() throws IOException {
        Files.createDirectories(rejected);
        Files.writeString(rejected.resolve(".q.wav.txt.part"), "half");
        Filing.reject(put("q.wav", "bad"), rejected, REASON);

        assertThat(names()).containsExactlyInAnyOrder("q.wav", "q.wav.txt");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(rejected)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theNoteOfAFileThatWentAwayGoesToo() {
        assertThatThrownBy(() -> Filing.reject(inbox.resolve("gone.wav"), rejected, REASON))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(rejected).isEmptyDirectory();
    }

    @Test
    void nothingElseIsLeftBehind() throws IOException {
        Filing.reject(put("長".repeat(80) + ".wav", "bad"), rejected, REASON);
        assertThat(names()).hasSize(2).noneMatch(name -> name.startsWith("."));
        assertThat(inbox).isEmptyDirectory();
    }
}
