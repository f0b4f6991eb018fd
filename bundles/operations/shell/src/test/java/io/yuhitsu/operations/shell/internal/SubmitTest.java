package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.intake.Accepted;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitTest {
    private static final Message NO_AUDIO = new Message("no-audio", "録音ではありません。", "This is no recording.");

    @TempDir
    Path folder;

    private final MemoryJobs jobs = new MemoryJobs();
    private TestShell shell;

    @BeforeEach
    void open() throws IOException {
        for (String name : new String[] {"a.wav", "bad.txt", "b.wav", "dead.wav"}) {
            Files.writeString(folder.resolve(name), name);
        }
        Intake intake = this::accept;
        shell = new TestShell(folder, jobs, intake);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private Accepted accept(IntakeRequest request) throws FailureException {
        if (request.fileName().startsWith("bad")) {
            throw FailureException.badInput(NO_AUDIO);
        }
        boolean dead = request.fileName().startsWith("dead");
        return new Accepted(new Submission.Created(
                jobs.add(dead ? State.DEAD : State.DONE, dead ? NO_AUDIO : null, new Sha256("0".repeat(64)))
                        .id()));
    }

    @Test
    void eachFileIsReportedAndTheOthersAreStillTaken() throws Exception {
        TestShell.Answer answer = shell.run("submit", "--json", "a.wav", "bad.txt", "none.wav", "b.wav");
        JsonNode json = answer.json();
        assertThat(json.findValuesAsText("file"))
                .extracting(file -> Path.of(file).getFileName().toString())
                .containsExactly("a.wav", "bad.txt", "none.wav", "b.wav");
        assertThat(json.get(0).get("job").asText()).startsWith("j");
        assertThat(json.get(0).get("error").isNull()).isTrue();
        assertThat(json.get(1).get("job").isNull()).isTrue();
        assertThat(json.get(1).get("error").get("code").asText()).isEqualTo("no-audio");
        assertThat(json.get(2).get("error").get("code").asText()).isEqualTo("no-file");
        assertThat(json.get(3).get("job").asText()).startsWith("j");
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
        assertThat(answer.err()).contains("2 of 4");
    }

    @Test
    void aPersonReadsOfEachFileToo() {
        TestShell.Answer answer = shell.run(Locale.JAPANESE, "submit", "a.wav", "bad.txt", "b.wav");
        assertThat(answer.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("a.wav: "),
                        second -> assertThat(second).isEqualTo("bad.txt は受け付けられませんでした: 録音ではありません。"),
                        third -> assertThat(third).startsWith("b.wav: "));
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
        assertThat(jobs.jobs).hasSize(2);
    }

    @Test
    void oneRefusedFileIsNamedOnce() {
        TestShell.Answer answer = shell.run("submit", "bad.txt");
        assertThat(answer).isEqualTo(new TestShell.Answer(1, "", "bad.txt was rejected: This is no recording.\n"));
    }

    @Test
    void jsonIsOneDocumentWhenItWaits() throws Exception {
        TestShell.Answer answer = shell.run("submit", "--json", "--wait", "a.wav", "dead.wav", "b.wav");
        assertThat(answer.json().findValuesAsText("state")).containsExactly("DONE", "DEAD", "DONE");
        assertThat(answer.json().get(1).get("error").get("en").asText()).contains("This is no recording.");
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
    }

    @Test
    void allDoneIsSuccess() throws Exception {
        TestShell.Answer answer = shell.run("submit", "a.wav", "b.wav", "--wait", "--json");
        assertThat(answer.json().findValuesAsText("state")).containsExactly("DONE", "DONE");
        assertThat(answer.status()).isZero();
        assertThat(answer.err()).isEmpty();
    }
}
