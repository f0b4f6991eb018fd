package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.health.Figure;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.Vitals;
import io.yuhitsu.api.intake.Accepted;
import io.yuhitsu.api.intake.Arrivals;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.contracts.MemoryBlobStore;
import io.yuhitsu.contracts.SampleMinutes;
import io.yuhitsu.json.MinutesJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of jobs and of the server. */
class ShowTest {
    private static final Sha256 HASH = new Sha256("0".repeat(64));

    @TempDir
    Path folder;

    private final MemoryJobs jobs = new MemoryJobs();
    private final Entries entries = new Entries();
    private Optional<Message> pause = Optional.empty();
    private TestShell shell;

    @BeforeEach
    void open() {
        shell = new TestShell(folder, jobs, new MemoryBlobStore(Clock.systemUTC()), intake(), entries);
    }

    private Intake intake() {
        return new Intake() {
            @Override
            public Accepted accept(IntakeRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Message> paused() {
                return pause;
            }
        };
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aResultThatIsADocumentTooIsListedOnce() throws Exception {
        Job job = jobs.add(State.DONE, null, HASH);
        add(ArtifactKind.TRANSCRIPT, "transcript.json");
        add(ArtifactKind.MINUTES, "minutes.json");
        add(ArtifactKind.DOCUMENT, "minutes.json");
        add(ArtifactKind.DOCUMENT, "minutes.pdf");
        add(ArtifactKind.DOCUMENT, "transcript.json");
        String id = job.id().value();
        assertThat(shell.run("job", "show", id).out())
                .containsOnlyOnce("minutes.json")
                .containsOnlyOnce("transcript");
        JsonNode artifacts = shell.run("job", "show", id, "--json").json().get("artifacts");
        assertThat(artifacts.findValuesAsText("name"))
                .containsExactly("transcript.json", "minutes.json", "minutes.pdf");
        assertThat(artifacts.findValuesAsText("kind")).containsExactly("TRANSCRIPT", "MINUTES", "DOCUMENT");
    }

    @Test
    void aRunningServerSaysWhatTheScriptSaysOfAStoppedOne() throws Exception {
        jobs.add(State.DEAD, null, HASH);
        JsonNode status = shell.run("status", "--json").json();
        assertThat(status.fieldNames())
                .toIterable()
                .startsWith("state", "pid", "version", "data")
                .contains("startedAt", "freeBytes", "jobs");
        assertThat(status.get("state").asText()).isEqualTo("running");
        assertThat(status.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
        assertThat(status.get("jobs").get("TRANSCRIBE").get("DEAD").asInt()).isEqualTo(1);
    }

    private static Figure gauge(String name, String unit, double value, String... tag) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (int i = 0; i < tag.length; i += 2) {
            tags.put(tag[i], tag[i + 1]);
        }
        return new Figure(name, Figure.Kind.GAUGE, unit, tags, Map.of("value", value));
    }

    private void measure(Health health, Figure... figures) {
        shell.close();
        Vitals vitals = new Vitals() {
            @Override
            public Health health() {
                return health;
            }

            @Override
            public List<Figure> figures() {
                return List.of(figures);
            }
        };
        shell = new TestShell(folder, jobs, new MemoryBlobStore(Clock.systemUTC()), intake(), entries, vitals);
    }

    @Test
    void programsGetAllFiguresAndTheHealthWithItsReasons() throws Exception {
        Message reason = new Message("no-model", "モデルがありません", "There is no model");
        SortedMap<String, String> tags = new TreeMap<>(Map.of("stage", "render"));
        Map<String, Double> step = new LinkedHashMap<>();
        step.put("count", 2.0);
        step.put("total", 0.25);
        step.put("max", 0.125);
        measure(
                new Health(List.of(new Health.Trouble(Health.Level.DEGRADED, reason))),
                gauge("yuhitsu.jobs", "", 3, "stage", "deliver", "state", "waiting"),
                gauge("yuhitsu.jobs", "", 1, "stage", "done", "state", "done"),
                new Figure("yuhitsu.step", Figure.Kind.TIMER, "seconds", tags, step));

        JsonNode status = shell.run("status", "--json").json();
        assertThat(status.get("jobs").toString()).isEqualTo("{\"DELIVER\":{\"WAITING\":3},\"DONE\":{\"DONE\":1}}");
        assertThat(status.get("health").toString())
                .isEqualTo("{\"level\":\"DEGRADED\",\"reasons\":[{\"code\":\"no-model\",\"ja\":\"モデルがありません\","
                        + "\"en\":\"There is no model\",\"level\":\"DEGRADED\"}]}");
        assertThat(status.get("metrics").get("yuhitsu.step").toString())
                .isEqualTo("{\"kind\":\"timer\",\"unit\":\"seconds\",\"values\":[{\"tags\":{\"stage\":\"render\"},"
                        + "\"count\":2,\"total\":0.25,\"max\":0.125}]}");
        assertThat(status.get("metrics").get("yuhitsu.jobs").get("values")).hasSize(2);
    }

    @Test
    void peopleSeeTheFewFiguresThatMatter() {
        measure(
                new Health(List.of()),
                gauge("yuhitsu.queue.age", "seconds", 61, "stage", "render"),
                gauge("yuhitsu.queue.age", "seconds", 7, "stage", "deliver"),
                gauge("yuhitsu.transcription.audio", "seconds", 300, "engine", "vosk", "model", "ja"),
                gauge("yuhitsu.transcription.time", "seconds", 10, "engine", "vosk", "model", "ja"),
                gauge("yuhitsu.transcription.time", "seconds", 10, "engine", "vosk", "model", "en"),
                gauge("yuhitsu.memory.resident", "bytes", 410_000_000),
                gauge("yuhitsu.children.running", "", 2, "pool", "recogniser"),
                gauge("yuhitsu.children.running", "", 1, "pool", "decoder"),
                gauge("yuhitsu.children.memory", "bytes", 500_000_000, "pool", "recogniser"),
                gauge("yuhitsu.jobs.died", "", 4),
                gauge("yuhitsu.deliveries.died", "", 1));
        assertThat(shell.run("status").out())
                .contains("queue: 1:01\n", "15.0 times", "410.0 MB for the server, 500.0 MB for 3 worker")
                .contains("4 jobs, 1 deliveries", "Health: all is well.");
        assertThat(shell.run(Locale.JAPANESE, "status").out())
                .contains("1:01", "15.0 倍速", "処理プロセス(3 個)500.0 MB", "ジョブ 4 件", "状態: 正常です。");
    }

    @Test
    void whatIsWrongIsSaidInTheReadersLanguage() {
        Message reason = new Message("database-away", "データベースが応答しません", "The database is away");
        measure(new Health(List.of(new Health.Trouble(Health.Level.DOWN, reason))));
        assertThat(shell.run("status").out()).contains("Health: the server cannot work.\n- The database is away\n");
        assertThat(shell.run(Locale.JAPANESE, "status").out()).contains("データベースが応答しません");
        assertThat(shell.run("status").status()).isZero();
    }

    @Test
    void statusNamesADatabaseThatIsAwayAndSaysTheRest() throws Exception {
        jobs.away = true;
        assertThat(shell.run("status").out()).contains("The database is away", "Free disk space");
        assertThat(shell.run("status").status()).isZero();
        JsonNode status = shell.run("status", "--json").json();
        assertThat(status.get("database").asText()).isEqualTo("away");
        assertThat(status.has("jobs")).isFalse();
        jobs.away = false;
        assertThat(shell.run("status", "--json").json().get("database").asText())
                .isEqualTo("up");
    }

    @Test
    void aCommandThatNeedsTheDatabaseSaysThatItIsAway() {
        jobs.away = true;
        TestShell.Answer answer = shell.run("jobs");
        assertThat(answer.status()).isEqualTo(CommandException.FAILED);
        assertThat(answer.err()).contains("The database is away").doesNotContain("Exception");
    }

    @Test
    void whatWaitsInTheInboxIsNamedWithItsReason() throws Exception {
        Message reason = new Message("recording-incomplete", "書き込み中です", "It is still being written");
        entries.addArrivals(longerThan ->
                List.of(new Arrivals.Waiting("weekly/a.wav", Instant.parse("2026-11-09T03:00:00Z"), reason)));
        assertThat(shell.run("status").out()).contains("weekly/a.wav", "It is still being written");
        JsonNode waiting = shell.run("status", "--json").json().get("waiting").get(0);
        assertThat(waiting.get("name").asText()).isEqualTo("weekly/a.wav");
        assertThat(waiting.get("since").asText()).isEqualTo("2026-11-09T03:00:00Z");
        assertThat(waiting.get("code").asText()).isEqualTo("recording-incomplete");
    }

    @Test
    void aPauseOfTheIntakeIsSaidWithItsReason() throws Exception {
        assertThat(shell.run("status").out()).doesNotContain("Nothing is taken in");
        assertThat(shell.run("status", "--json").json().has("paused")).isFalse();
        pause = Optional.of(new Message("disk-nearly-full", "空きがありません", "There is no room"));
        assertThat(shell.run("status").out()).contains("Nothing is taken in: There is no room");
        assertThat(shell.run(Locale.JAPANESE, "status").out()).contains("空きがありません");
        JsonNode paused = shell.run("status", "--json").json().get("paused");
        assertThat(paused.get("code").asText()).isEqualTo("disk-nearly-full");

        measure(new Health(List.of(new Health.Trouble(Health.Level.DEGRADED, pause.get()))));
        assertThat(shell.run("status").out()).containsOnlyOnce("- Nothing is taken in: There is no room");
    }

    @Test
    void theTimeThatMinutesTookIsThatOfTheirOwnRun() throws Exception {
        withMinutes();
        log(0, "received");
        log(90, "stage-done");
        assertThat(waitFor(1, 100)).contains(" in 1:40");
        log(4000, "rerun");
        log(4050, "stage-done");
        assertThat(waitFor(2, 4060)).contains(" in 1:00");
    }

    @Test
    void theTimeIsLeftOutWhenTheJobLayIdle() throws Exception {
        withMinutes();
        log(0, "received");
        log(10, "disk-full");
        log(400, "stage-done");
        assertThat(waitFor(1, 410)).contains("Decisions").doesNotContain(" of speech in ");
        jobs.log.clear();
        log(500, "retried");
        assertThat(waitFor(1, 510)).doesNotContain(" of speech in ");
        jobs.log.clear();
        assertThat(waitFor(2, 510)).doesNotContain(" of speech in ");
    }

    private String waitFor(int version, long doneAfter) {
        Job job = jobs.add(State.DONE, null, HASH);
        jobs.jobs.put(
                job.id(),
                MemoryJobs.job(
                        job.id(),
                        Stage.DONE,
                        State.DONE,
                        null,
                        HASH,
                        version,
                        MemoryJobs.RECEIVED.plusSeconds(doneAfter)));
        TestShell.Answer answer = shell.run("job", "wait", job.id().value());
        assertThat(answer.status()).isZero();
        return answer.out();
    }

    private void log(long seconds, String code) {
        Instant at = MemoryJobs.RECEIVED.plusSeconds(seconds);
        jobs.log.add(new JobEvent(at, Stage.TRANSCRIBE, new Message(code, code, code)));
    }

    private void withMinutes() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        MinutesJson.write(SampleMinutes.japanese().minutes(), json);
        jobs.artifacts.put(add(ArtifactKind.MINUTES, "minutes.json"), json.toByteArray());
    }

    private Artifact add(ArtifactKind kind, String name) {
        Artifact artifact = new Artifact(kind, name, "application/json", new BlobRef("2".repeat(32)), HASH, 5);
        jobs.artifacts.put(artifact, new byte[0]);
        return artifact;
    }
}
