package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

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
        // Small files of the database's log, so that it needs room as often as in days of work.
        Files.writeString(
                disk.seen().resolve("etc/java.options"),
                "-Dderby.storage.logSwitchInterval=100000\n-Dderby.storage.checkpointInterval=100000\n");
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
            disk.close();
        }
    }

    @AfterEach
    void makeRoom() throws Exception {
        disk.empty();
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

    /** The less is left the earlier the job has to stop: in its first stage, while it renders, while it delivers. */
    @Test
    @Order(3)
    void aJobWaitsInWhateverStageItIsAndGoesOnWhenThereIsRoom() throws Exception {
        String job = jobs().get(0).id();
        Set<String> stages = new HashSet<>();
        for (long left : new long[] {0, 40_000, 80_000, 160_000, 200_000, 240_000}) {
            disk.fill(left);
            if (run("rerun", job).exit() == 0) {
                stages.add(stageIn(job));
            }
            assertThat(ProcessHandle.of(server)).as("the same server").isPresent();
            disk.empty();
            await().atMost(PATIENCE)
                    .until(() -> run("job", "wait", job, "--timeout", "100").exit() == 0);
        }
        assertThat(stages).contains("TRANSCRIBE", "RENDER", "DELIVER");
    }

    /** Where the job waits; empty when it went through, or the database does not answer either. */
    private static String stageIn(String job) throws Exception {
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
            String shown = run("job", "show", job, "--json").output();
            Matcher found = STAGE.matcher(shown);
            if (!found.find() || found.group(2).equals("DONE")) {
                return "";
            }
            assertThat(found.group(2)).as(shown).isNotEqualTo("DEAD");
            if (found.group(2).equals("WAITING")) {
                return found.group(1);
            }
        }
        return "";
    }

    @Test
    @Order(4)
    void theDatabaseIsOpenedAgainByItself() throws Exception {
        disk.fill(0);
        List<String> made = new ArrayList<>();
        int failures = 0;
        for (int i = 0; i < 60 && failures < 4; i++) {
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
        assertThat(run("profile", "list").output()).contains(made);
        awaitDone(drop("after.wav"));
    }

    @Test
    @Order(5)
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
        startServer();

        awaitDone(last);
        assertThat(jobs())
                .extracting(Job::id)
                .containsAll(before.stream().map(Job::id).toList());
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
