package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the server leaves on the disk beside its work: logs within bounds, and no picture of its memory. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogsAndDumpsIT {
    private static final Path FOLDER = Path.of("target", "logs").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Path LOG = DATA.resolve("log");
    private static final Path CONSOLE = LOG.resolve("console.log");
    private static final long MEBIBYTE = 1 << 20;
    /** The bits of the memory that is no file's; the Java machine sets some of the others. */
    private static final int ANONYMOUS = 0b11;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static Installation installation;
    private static ProcessHandle server;

    @BeforeAll
    static void startOnFullLogs() throws Exception {
        installation = Installation.fresh(FOLDER);
        Files.createDirectories(LOG);
        ofSize(LOG.resolve("yuhitsu.log"), 20 * MEBIBYTE);
        for (int i = 1; i < 10; i++) {
            ofSize(LOG.resolve("yuhitsu." + i + ".log"), 20 * MEBIBYTE);
        }
        allowCores();
        Outcome started = installation.run("start", "--data", DATA.toString());
        assertThat(started.exit()).as(started.output()).isZero();
        server = ProcessHandle.of(Long.parseLong(
                        Files.readString(DATA.resolve("run/yuhitsu.pid")).strip()))
                .orElseThrow();
        awaitMinutes("first.wav", 1);
    }

    @AfterAll
    static void stop() throws Exception {
        installation.run("stop", "--data", DATA.toString());
    }

    /** As far as this user may, so that it is the server that forbids them. */
    private static void allowCores() throws Exception {
        String self = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("prlimit", "--pid", self, "--core=unlimited:unlimited")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isGreaterThanOrEqualTo(0);
    }

    private static void ofSize(Path file, long bytes) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(bytes);
        }
    }

    private static void awaitMinutes(String name, int number) throws Exception {
        Clip.drop(Clip.of(installation, 3, number), DATA.resolve("inbox/default"), name);
        Path accepted = DATA.resolve("accepted/default").resolve(name);
        await().atMost(PATIENCE).until(() -> Files.exists(accepted));
        Outcome done =
                installation.run("wait-file", accepted.toString(), "--timeout", "120", "--data", DATA.toString());
        assertThat(done.exit()).as(done.output()).isZero();
    }

    @Test
    @Order(1)
    void fullLogsAreRolledAndTheOldestGoes() throws Exception {
        assertThat(sizes("yuhitsu.*log")).hasSize(10);
        assertThat(LOG.resolve("yuhitsu.log").toFile().length()).isLessThan(MEBIBYTE);
        assertThat(sizes(".*").stream().mapToLong(Long::longValue).sum()).isLessThan(500 * MEBIBYTE);
    }

    @Test
    @Order(1)
    void theBoundsOfAllLogsTogetherAreBelow500Megabytes() throws Exception {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(installation.home().resolve("etc/logging.properties"))) {
            settings.load(in);
        }
        String appender = "log4j2.appender.rolling.";
        String size = settings.getProperty(appender + "policies.size.size");
        long files = 1 + Long.parseLong(settings.getProperty(appender + "strategy.max"));
        assertThat(size).endsWith("MB");
        long log = files * Long.parseLong(size.replace("MB", ""));
        long console = 20;
        long derby = 3 * 3;
        assertThat(log + console + derby).isLessThan(500);
        assertThat(sizes("(?!yuhitsu|console|derby).*"))
                .as("logs that nobody bounds")
                .isEmpty();
    }

    @Test
    @Order(2)
    void whatTheServerPrintsIsCutInItsPlaceWhenItIsTooLong() throws Exception {
        byte[] line = "x".repeat((int) MEBIBYTE).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 25; i++) {
            Files.write(CONSOLE, line, StandardOpenOption.APPEND);
        }
        await().atMost(PATIENCE).until(() -> CONSOLE.toFile().length() < 3 * MEBIBYTE);
        signal("QUIT", server.pid());
        await().atMost(PATIENCE).until(() -> Files.readString(CONSOLE).contains("Full thread dump"));
        assertThat(CONSOLE.toFile().length()).isLessThan(3 * MEBIBYTE);
    }

    @Test
    @Order(3)
    void neitherTheServerNorItsChildrenMayDumpCore() throws Exception {
        assertThat(children()).hasSizeGreaterThan(1);
        for (ProcessHandle process :
                Stream.concat(Stream.of(server), children().stream()).toList()) {
            Path about = Path.of("/proc", Long.toString(process.pid()));
            assertThat(Files.readString(about.resolve("limits"))).containsPattern("Max core file size +0 +0 ");
            int dumped = Integer.parseInt(
                    Files.readString(about.resolve("coredump_filter")).strip(), 16);
            assertThat(dumped & ANONYMOUS)
                    .as("memory that a core dump would hold")
                    .isZero();
            assertThat(Files.readString(about.resolve("environ"))).doesNotContain("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");
        }
    }

    @Test
    @Order(3)
    void dumpsAndErrorFilesOfTheJavaMachineAreOff() throws Exception {
        for (ProcessHandle child : children()) {
            assertThat(Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline"))
                            .split("\0"))
                    .contains(
                            "-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null");
        }
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process flags = new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "VM.flags")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(flags.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null");
    }

    @Test
    @Order(4)
    void aChildThatCrashesLeavesNoPictureOfItsMemory() throws Exception {
        for (ProcessHandle child : children()) {
            signal("SEGV", child.pid());
            await().atMost(PATIENCE).until(() -> !child.isAlive());
        }
        assertThat(pictures()).isEmpty();
        awaitMinutes("second.wav", 2);
    }

    @Test
    @Order(5)
    void aServerThatCrashesSaysWhyAndLeavesNoPictureOfItsMemory() throws Exception {
        signal("SEGV", server.pid());
        await().atMost(PATIENCE).until(() -> !server.isAlive());
        assertThat(pictures()).isEmpty();
        assertThat(Files.readString(CONSOLE)).contains("SIGSEGV");
    }

    private static List<ProcessHandle> children() {
        return server.children().toList();
    }

    private static void signal(String name, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                            .toString()
                            .matches("core|core\\.\\d+|hs_err.*|.*\\.hprof|.*\\.mdmp|replay_pid.*"))
                    .toList();
        }
    }

    private static List<Long> sizes(String name) throws IOException {
        try (Stream<Path> files = Files.list(LOG)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .map(file -> file.toFile().length())
                    .toList();
        }
    }
}
