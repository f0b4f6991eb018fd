package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitFileTest {
    @TempDir
    Path folder;

    private final MemoryJobs jobs = new MemoryJobs();
    private TestShell shell;
    private String before;

    @BeforeEach
    void open() {
        before = System.getProperty("yuhitsu.data");
        System.setProperty("yuhitsu.data", folder.toString());
        shell = new TestShell(folder, jobs);
    }

    @AfterEach
    void close() {
        shell.close();
        if (before == null) {
            System.clearProperty("yuhitsu.data");
        } else {
            System.setProperty("yuhitsu.data", before);
        }
    }

    @Test
    void anOldRejectionOfTheSameNameIsNotThatOfTheNewFile() throws Exception {
        write("rejected/default/fix.wav", "bad");
        write("rejected/default/fix.wav.txt", "because");
        Path good = write("fix.wav", "good");
        assertThat(shell.run("wait-file", good.toString(), "--timeout", "1").err())
                .contains("Not done")
                .doesNotContain("rejected");
        jobs.add(State.DONE, null, hash("good"));
        assertThat(shell.run("wait-file", good.toString())).isEqualTo(new TestShell.Answer(0, "", ""));
    }

    @Test
    void aRejectionIsFoundUnderTheNumberThatItsNameGot() throws Exception {
        write("rejected/default/fix.wav", "other");
        write("rejected/default/fix.wav.txt", "old");
        write("rejected/default/fix (2).wav", "worse");
        write("rejected/default/fix (2).wav.txt", "because");
        TestShell.Answer answer =
                shell.run("wait-file", write("fix.wav", "worse").toString());
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
        assertThat(answer.out()).isEqualTo("because\n");
        assertThat(answer.err()).contains("fix.wav was rejected", "fix (2).wav.txt");
    }

    @Test
    void whatWasKnownBeforeDoesNotCountWhileTheFileIsInTheInbox() throws Exception {
        write("rejected/default/fix.wav", "same");
        write("rejected/default/fix.wav.txt", "no decoder then");
        jobs.add(State.DEAD, new Message("x", "失敗", "it failed then"), hash("same"));
        Path inbox = write("inbox/default/fix.wav", "same");
        Path copy = write("fix.wav", "same");
        CompletableFuture<TestShell.Answer> answer =
                CompletableFuture.supplyAsync(() -> shell.run("wait-file", copy.toString()));
        assertThat(shell.run("wait-file", copy.toString(), "--timeout", "1").err())
                .contains("Not done");
        jobs.jobs.clear();
        jobs.add(State.DONE, null, hash("same"));
        Files.delete(inbox);
        assertThat(answer.get()).isEqualTo(new TestShell.Answer(0, "", ""));
    }

    @Test
    void oneRejectedFileDoesNotHideTheOthers() throws Exception {
        write("rejected/default/bad.wav", "bad");
        write("rejected/default/bad.wav.txt", "because");
        jobs.add(State.DONE, null, hash("good"));
        TestShell.Answer answer = shell.run(
                "wait-file",
                write("bad.wav", "bad").toString(),
                write("good.wav", "good").toString());
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
        assertThat(answer.out()).startsWith("because");
        assertThat(answer.err()).contains("1 of 2");
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Sha256 hash(String content) throws Exception {
        return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
