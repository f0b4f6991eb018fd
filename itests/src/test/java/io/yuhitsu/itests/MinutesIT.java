package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import io.yuhitsu.itests.driver.Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a recording in a folder to minutes in another, in the real distribution. One server for all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MinutesIT {
    private static final Path FOLDER = Path.of("target", "minutes").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Path OUTBOX = DATA.resolve("outbox/default");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static Server server;
    private static Outcome demo;

    @BeforeAll
    static void startAndRunTheDemo() throws Exception {
        server = Installation.fresh(FOLDER).server(DATA);
        demo = server.run("demo");
    }

    @AfterAll
    static void stop() throws Exception {
        server.run("stop");
    }

    @Test
    @Order(1)
    void theDemoPrintsDecisionsAndActionsOfBothSamples() {
        assertThat(demo.exit()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("公開日は12月1日", "高橋課長", "鈴木", "2026-11-13");
        assertThat(demo.output()).contains("December 1", "David", "2026-11-20");
    }

    @Test
    @Order(2)
    void eachMeetingHasItsFolderWithAllDocuments() throws Exception {
        for (String meeting : List.of("2026-11-09 週次定例会議", "2026-11-09 Weekly status meeting")) {
            assertThat(names(OUTBOX.resolve(meeting)))
                    .containsExactly(
                            "manifest.json",
                            "minutes.docx",
                            "minutes.html",
                            "minutes.json",
                            "minutes.md",
                            "minutes.pdf",
                            "minutes.txt",
                            "transcript.json",
                            "transcript.srt",
                            "transcript.vtt");
        }
        assertThat(Files.readString(OUTBOX.resolve("2026-11-09 週次定例会議/minutes.json")))
                .contains("\"dateSource\" : \"FILE_NAME\"", "demo-model");
    }

    /** After the demo everything that is measured was measured once. */
    @Test
    @Order(2)
    void statusTellsProgramsWhatWasMeasuredUnderTheNamesOfTheDocumentation() throws Exception {
        Outcome status = server.run("status", "--json");
        assertThat(status.exit()).as(status.output()).isZero();
        JsonNode json = new ObjectMapper().readTree(status.output());
        assertThat(json.at("/jobs/DONE/DONE").asInt()).isEqualTo(2);
        JsonNode metrics = json.get("metrics");

        Map<String, String> shown = new TreeMap<>();
        metrics.fields().forEachRemaining(metric -> {
            if (metric.getKey().startsWith("yuhitsu.")) {
                List<String> tags = new ArrayList<>();
                metric.getValue().at("/values/0/tags").fieldNames().forEachRemaining(tags::add);
                shown.put(
                        metric.getKey(),
                        metric.getValue().get("kind").asText() + "|"
                                + metric.getValue().get("unit").asText() + "|" + String.join(", ", tags));
            }
        });
        assertThat(shown).isEqualTo(documented());

        assertThat(sum(metrics, "yuhitsu.failures", "count")).isZero();
        assertThat(sum(metrics, "yuhitsu.jobs.died", "value")).isZero();
        assertThat(metrics.get("yuhitsu.recordings").toString())
                .contains("{\"tags\":{\"entry\":\"inbox\",\"outcome\":\"created\"},\"count\":2}");
        assertThat(metrics.get("yuhitsu.deliveries").toString())
                .contains("{\"tags\":{\"channel\":\"folder\",\"outcome\":\"delivered\"},\"count\":2}");
        assertThat(metrics.at("/yuhitsu.transcription.speed/values")).hasSize(2);
        metrics.at("/yuhitsu.transcription.speed/values")
                .forEach(speed -> assertThat(speed.get("value").asDouble()).isPositive());
        metrics.at("/yuhitsu.step/values")
                .forEach(step -> assertThat(step.get("count").asInt())
                        .as(step.toString())
                        .isEqualTo(2));
        assertThat(sum(metrics, "yuhitsu.children.starts", "count")).isPositive();
        assertThat(sum(metrics, "yuhitsu.memory.resident", "value")).isPositive();
        // Names of files, titles and ids of the two meetings.
        assertThat(metrics.toString())
                .doesNotContain("週次", "Weekly")
                .doesNotContainPattern("[jd][0-9a-hjkmnp-tv-z]{20}");
    }

    private static double sum(JsonNode metrics, String name, String value) {
        double sum = 0;
        for (JsonNode each : metrics.get(name).get("values")) {
            sum += each.get(value).asDouble();
        }
        return sum;
    }

    /** Name to kind, unit and tags. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = Pattern.compile(
                        "^\\| `(yuhitsu[a-z.]+)` \\| (\\w+) \\| (\\w*) ?\\| ([a-z, ]*?) ?\\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docs", "metrics.md")));
        while (row.find()) {
            List<String> tags = new ArrayList<>(List.of(row.group(4).split(", ")));
            tags.sort(null);
            rows.put(row.group(1), row.group(2) + "|" + row.group(3) + "|" + String.join(", ", tags));
        }
        return rows;
    }

    @Test
    @Order(3)
    void theSameContentAgainIsNoNewJob() throws Exception {
        int before = jobs().size();
        server.put(DATA.resolve("accepted/default/2026-11-09 週次定例会議.wav"), "もう一度.wav");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(DATA.resolve("accepted/default/もう一度.wav"))
                .exists());
        assertThat(jobs()).hasSize(before);
    }

    @Test
    @Order(3)
    void whatIsNoRecordingIsRejectedWithAReasonInBothLanguages() throws Exception {
        Path text = Files.writeString(FOLDER.resolve("notes"), "these are notes, not a recording\n".repeat(100));
        server.put(text, "議事メモ.wav");
        Path reason = DATA.resolve("rejected/default/議事メモ.wav.txt");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reason).exists().content().contains("理由", "Reason"));
        assertThat(DATA.resolve("rejected/default/議事メモ.wav")).exists();
    }

    @Test
    @Order(3)
    void commandsAnswerPeopleAndPrograms() throws Exception {
        String id = jobs().get(0);
        assertThat(server.run("job", "show", id).output()).contains(id, "minutes.pdf");
        assertThat(server.run("job", "show", id, "--json").output()).contains("\"state\" : \"DONE\"");
        assertThat(server.run("job", "show", "j00000000000000000000").exit()).isEqualTo(3);
        assertThat(server.run("model", "list").output()).contains("vosk-model-demo-ja", "vosk-model-demo-en");
        assertThat(server.run("route", "list").output()).contains("pipeline.camel.yaml");
        assertThat(server.run("frobnicate").exit()).isEqualTo(2);
    }

    /** One writer holds the file open; the other, as on the far side of a share, does not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Order(3)
    void aSparseFileThatIsFilledWithPausesIsNotTakenBeforeItsLastByte(boolean held) throws Exception {
        Path whole = DATA.resolve("accepted/default/2026-11-09 Weekly status meeting.wav");
        byte[] content = Files.readAllBytes(whole);
        // Other content than the sample's, so that it becomes a job of its own.
        content[content.length - 1] ^= held ? 1 : 2;
        String name = held ? "2026-11-10 held.wav" : "2026-11-10 share.wav";
        Path file = DATA.resolve("inbox/default").resolve(name);
        FileTime time = FileTime.from(Instant.parse("2026-11-10T01:00:00Z"));
        int third = content.length / 3;
        RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw");
        writer.setLength(content.length);
        for (int part = 0; part < 3; part++) {
            if (!held) {
                writer.close();
            }
            if (part > 0) {
                // The pause is the input that is tested, not a wait for a result.
                Thread.sleep(part == 1 ? 3000 : 20_000);
            }
            assertThat(file).as("before part " + part).exists();
            if (!held) {
                writer = new RandomAccessFile(file.toFile(), "rw");
            }
            writer.seek((long) part * third);
            writer.write(content, part * third, part == 2 ? content.length - 2 * third : third);
            Files.setLastModifiedTime(file, time);
        }
        writer.close();
        Files.setLastModifiedTime(file, time);

        Path accepted = DATA.resolve("accepted/default").resolve(name);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(accepted).exists());
        assertThat(accepted).hasBinaryContent(content);
        Outcome done = server.run("wait-file", accepted.toString(), "--timeout", "120");
        assertThat(done.exit()).as(done.output()).isZero();
    }

    @Test
    @Order(4)
    void aServerThatIsKilledWhenItHasJustTakenARecordingStillMakesItsMinutes() throws Exception {
        byte[] content = Files.readAllBytes(DATA.resolve("accepted/default/2026-11-09 Weekly status meeting.wav"));
        content[content.length - 1] ^= 3;
        Path copy = Files.write(FOLDER.resolve("2026-11-11 killed.wav"), content);
        server.put(copy, "2026-11-11 killed.wav");
        Path accepted = DATA.resolve("accepted/default/2026-11-11 killed.wav");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> Files.exists(accepted));
        server.kill();
        server.start();

        assertThat(server.run("wait-file", accepted.toString(), "--timeout", "120")
                        .exit())
                .isZero();
        assertThat(OUTBOX.resolve("2026-11-11 killed")).isDirectory();
    }

    /** Each kill follows the end of the stage before; with which words the log reports that stage's own end, says the last column. */
    @ParameterizedTest
    @CsvSource({
        "TRANSCRIBE, '', 500, ': TRANSCRIBE done'",
        "SUMMARISE, ': TRANSCRIBE done', 0, ': SUMMARISE done'",
        "RENDER, ': SUMMARISE done', 200, ': RENDER done'",
        "DELIVER, ': RENDER done', 0, ': delivery '",
    })
    @Order(5)
    void aServerThatIsKilledInAnyStageStillGivesExactlyOneResult(
            String stage, String begin, long millis, String reportOfEnd) throws Exception {
        String id = jobs().get(jobs().size() - 1);
        boolean within = false;
        // Stages last some ten milliseconds: a kill that came too late proves nothing of this stage.
        for (int attempt = 0; attempt < 5 && !within; attempt++) {
            int before = log().length();
            assertThat(server.run("rerun", id).exit()).isZero();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> begin.isEmpty() || log().substring(before).contains("job " + id + begin));
            // How far into the stage the kill falls, not a wait for a result.
            Thread.sleep(millis);
            server.kill();
            within = !log().substring(before).contains("job " + id + reportOfEnd);
            server.start();
            Outcome done = server.run("job", "wait", id, "--timeout", "120");
            assertThat(done.exit()).as(done.output()).isZero();
            int version = version(id);
            assertThat(foldersOf(id, version)).as("version " + version).hasSize(1);
        }
        assertThat(within).as("a kill hit " + stage).isTrue();
    }

    private static String log() throws IOException {
        return Files.readString(DATA.resolve("log/yuhitsu.log"));
    }

    private static int version(String job) throws Exception {
        Matcher version = Pattern.compile("\"version\" : (\\d+)")
                .matcher(server.run("job", "show", job, "--json").output());
        assertThat(version.find()).isTrue();
        return Integer.parseInt(version.group(1));
    }

    private static List<String> jobs() throws Exception {
        Matcher ids = Pattern.compile("\"id\" : \"(j[0-9a-z]{20})\"")
                .matcher(server.run("jobs", "--json").output());
        return ids.results().map(result -> result.group(1)).toList();
    }

    private static List<Path> foldersOf(String job, int version) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(OUTBOX)) {
            for (Path folder : folders.toList()) {
                String manifest = Files.readString(folder.resolve("manifest.json"));
                if (manifest.contains(job) && manifest.contains("\"version\" : " + version + ",")) {
                    found.add(folder);
                }
            }
        }
        return found;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
