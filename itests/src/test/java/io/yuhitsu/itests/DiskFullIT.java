package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import io.yuhitsu.itests.driver.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose disk is filled to the last block: nothing is lost, nothing is given up, and all goes on by itself when there is room. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiskFullIT {
    private static final Path FOLDER = Path.of("target", "disk-full").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern JOB = Pattern.compile(
            "\"id\" : \"(j[0-9a-z]{20})\".*?\"stage\" : \"([A-Z]+)\".*?\"state\" : \"([A-Z]+)\"", Pattern.DOTALL);

    private static final Pattern STAGE =
            Pattern.compile("\"stage\" : \"([A-Z]+)\".*?\"state\" : \"([A-Z]+)\"", Pattern.DOTALL);

    private static Installation installation;
    private static SmallDisk disk;
    private static long server;
    private static int recordings;

    private record Job(String id, String stage, String state) {}

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.fresh(FOLDER);
        disk = SmallDisk.mount(DATA, 640).orElse(null);
        if (disk == null) {
            Skipped.suite(DiskFullIT.class, "this machine grants no mount namespace");
        }
        Files.createDirectories(disk.seen().resolve("etc"));
        leaveFree(0);
        startServer();
        awaitDone(drop("warm.wav"));
    }

    private static void startServer() throws Exception {
        Outcome started = disk.run(installation, "start");
        assertThat(started.exit()).as(started.output()).isZero();
        server = Long.parseLong(
                Files.readString(disk.seen().resolve("run/yuhitsu.pid")).strip());
    }

    @AfterAll
    static void stop() throws Exception {
        if (disk != null) {
            disk.empty();
            disk.run(installation, "stop");
            // The disk goes with its namespace.
            Files.copy(
                    disk.seen().resolve("log/yuhitsu.log"),
                    FOLDER.resolve("yuhitsu.log"),
                    StandardCopyOption.REPLACE_EXISTING);
            disk.close();
        }
    }

    @AfterEach
    void makeRoom() throws Exception {
        disk.empty();
        for (String name : List.of("pipeline", "deliver-folder")) {
            Files.deleteIfExists(disk.seen().resolve("routes").resolve(name + ".camel.yaml"));
        }
    }

    /** What a test does not want to run into has to be said before the start, or is taken up within two seconds. */
    private static void leaveFree(int megabytes) throws IOException {
        Files.writeString(
                disk.seen().resolve("etc/io.yuhitsu.core.cfg"),
                "freePercent=0\nfreeMegabytes=" + megabytes + "\nbackoffFirstSeconds=1\n");
    }

    @Test
    @Order(1)
    void theIntakePausesBelowTheLimitSaysSoAndGoesOnByItself() throws Exception {
        leaveFree(100_000);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(run("status").output())
                .contains("Nothing is taken in: There is not enough free space", "100000 MiB needed"));
        Path waiting = drop("paused.wav");
        // Tried after 1, 3 and 7 seconds.
        await().atMost(PATIENCE).until(() -> log().contains("a file in " + DATA.resolve("inbox")));
        assertThat(run("status", "--json").output()).contains("\"paused\"", "disk-nearly-full", "空き容量が足りません");
        assertThat(waiting).exists();

        leaveFree(0);
        awaitDone(waiting);
        assertThat(run("status").output()).doesNotContain("Nothing is taken in");
        assertThat(log()).containsOnlyOnce("nothing is taken in until there is room");
        assertThat(log()).containsOnlyOnce("there is room again");
        assertThat(log()).containsOnlyOnce("has to wait: disk-nearly-full");
    }

    @Test
    @Order(2)
    void aRecordingThatCannotBeStoredStaysInTheInboxAndIsTakenWhenThereIsRoom() throws Exception {
        byte[] clip = Clip.of(installation, 20, ++recordings);
        Path aside = Files.write(disk.seen().resolve("inbox/default/.aside.part"), clip);
        disk.fill(200_000);
        Path waiting = Files.move(aside, disk.seen().resolve("inbox/default/stored later.wav"));
        // How long it stays full, not a wait for a result.
        Thread.sleep(4000);
        assertThat(waiting).exists();

        disk.empty();
        awaitDone(waiting);
    }

    /** Each time the job stands before a stage whose route is taken away, and gets the route back when the disk is full. */
    @ParameterizedTest
    @ValueSource(strings = {"decode", "segment store", "render", "delivery"})
    @Order(3)
    void aJobWaitsInWhateverStageItIsAndGoesOnWhenThereIsRoom(String part) throws Exception {
        String stage =
                switch (part) {
                    case "decode", "segment store" -> "transcribe";
                    case "delivery" -> "deliver";
                    default -> part;
                };
        String job = jobs().get(0).id();
        Path standIn = takeAway(stage);
        assertThat(run("rerun", job).exit()).isZero();
        await().atMost(PATIENCE).until(() -> stageOf(job).equals(stage.toUpperCase(Locale.ROOT)));
        disk.fill(0);
        if (part.equals("decode")) {
            // Another one has to start; in the segment store's turn the one of the turn before lives and decodes.
            ProcessHandle process = ProcessHandle.of(server).orElseThrow();
            Processes.children(process, "DecoderChild").forEach(ProcessHandle::destroyForcibly);
        }
        Files.delete(standIn);
        // How long it stays full, not a wait for a result.
        Thread.sleep(5000);
        assertThat(ProcessHandle.of(server)).as("the same server").isPresent();
        assertThat(stageOf(job)).isIn(stage.toUpperCase(Locale.ROOT), "");

        disk.empty();
        Outcome done = run("job", "wait", job, "--timeout", "120");
        assertThat(done.exit()).as(done.output()).isZero();
    }

    /** @return the file in the data folder that stands in for the shipped one, without what that stage needs */
    private static Path takeAway(String stage) throws Exception {
        boolean delivery = stage.equals("deliver");
        String name = delivery ? "deliver-folder.camel.yaml" : "pipeline.camel.yaml";
        String shipped = Files.readString(installation.home().resolve("routes").resolve(name));
        String without = delivery
                ? shipped.replace("channel: folder", "channel: elsewhere")
                : Stream.of(shipped.split("(?m)^(?=- route:)"))
                        .filter(route -> !route.contains("stage: " + stage))
                        .collect(Collectors.joining());
        assertThat(without).isNotEqualTo(shipped);
        Path routes = disk.seen().resolve("routes");
        Path aside = Files.writeString(routes.resolve("." + name + ".part"), without);
        Path standIn = Files.move(aside, routes.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        run("route", "list", "--json").output().replaceAll("\\s", ""))
                .contains("\"name\":\"" + name + "\",\"origin\":\"OVERRIDDEN\",\"state\":\"RUNNING\""));
        return standIn;
    }

    /** Empty while nobody can say. */
    private static String stageOf(String job) throws Exception {
        Matcher found = STAGE.matcher(run("job", "show", job, "--json").output());
        if (!found.find()) {
            return "";
        }
        assertThat(found.group(2)).isNotEqualTo("DEAD");
        return found.group(1);
    }

    @Test
    @Order(4)
    void aServerThatIsKilledOnAFullDiskLosesNothing() throws Exception {
        List<Job> before = jobs();
        Path last = drop("killed.wav");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> !Files.exists(last));
        disk.fill(0);
        Thread.sleep(1000);
        ProcessHandle handle = ProcessHandle.of(server).orElseThrow();
        assertThat(handle.destroyForcibly()).isTrue();
        await().until(() -> !handle.isAlive());
        disk.empty();
        // For the next test small files of the database's log, so that it needs room as often as in days of work.
        Files.writeString(
                disk.seen().resolve("etc/java.options"),
                "-Dderby.storage.logSwitchInterval=100000\n-Dderby.storage.checkpointInterval=100000\n");
        startServer();

        awaitDone(last);
        assertThat(jobs())
                .extracting(Job::id)
                .containsAll(before.stream().map(Job::id).toList());
    }

    @Test
    @Order(5)
    void theDatabaseIsOpenedAgainByItself() throws Exception {
        disk.fill(64_000);
        List<String> made = new ArrayList<>();
        int failures = 0;
        for (int i = 0; i < 100 && failures < 4; i++) {
            Outcome set = run("profile", "set", "full" + i, "company=" + "x".repeat(150));
            if (set.exit() == 0) {
                made.add("full" + i);
            } else {
                failures++;
            }
        }
        assertThat(failures).as("the log of the database needed room").isEqualTo(4);
        assertThat(ProcessHandle.of(server)).as("the same server").isPresent();

        disk.empty();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        run("profile", "set", "after", "company=x").exit())
                .isZero());
        String profiles = run("profile", "list").output();
        assertThat(made).allSatisfy(name -> assertThat(profiles).contains(name));
        awaitDone(drop("after.wav"));
    }

    @Test
    @Order(6)
    void everyRecordingIsDoneAndDeliveredOnceAndTheLogsAreSmall() throws Exception {
        assertThat(jobs()).hasSize(recordings).extracting(Job::state).containsOnly("DONE");
        try (Stream<Path> folders = Files.list(disk.seen().resolve("outbox/default"))) {
            List<String> manifests = new ArrayList<>();
            for (Path folder : folders.toList()) {
                String manifest = Files.readString(folder.resolve("manifest.json"));
                manifests.add(manifest.replaceAll("(?s).*\"deliveryId\" : \"([^\"]+)\".*", "$1"));
            }
            assertThat(manifests).doesNotHaveDuplicates();
        }
        // Also the log could not be written again and again.
        assertThat(log()).contains("job " + jobs().get(0).id() + ": RENDER done");
        assertThat(disk.seen().resolve("log/console.log").toFile().length()).isLessThan(1 << 20);
        assertThat(disk.seen().resolve("log/yuhitsu.log").toFile().length()).isLessThan(5 << 20);
    }

    private static Path drop(String name) throws Exception {
        byte[] clip = Clip.of(installation, 5, ++recordings);
        return Clip.drop(clip, disk.seen().resolve("inbox/default"), name);
    }

    /** The recording that was dropped there became minutes. */
    private static void awaitDone(Path dropped) throws Exception {
        Path accepted = disk.seen().resolve("accepted/default").resolve(dropped.getFileName());
        await().atMost(PATIENCE).until(() -> Files.exists(accepted));
        Path inside = DATA.resolve("accepted/default").resolve(dropped.getFileName());
        Outcome done = run("wait-file", inside.toString(), "--timeout", "120");
        assertThat(done.exit()).as(done.output()).isZero();
    }

    private static List<Job> jobs() throws Exception {
        return JOB.matcher(run("jobs", "--json").output())
                .results()
                .map((MatchResult job) -> new Job(job.group(1), job.group(2), job.group(3)))
                .toList();
    }

    private static Outcome run(String... arguments) throws Exception {
        return disk.run(installation, arguments);
    }

    private static String log() throws IOException {
        return Files.readString(disk.seen().resolve("log/yuhitsu.log"));
    }
}
