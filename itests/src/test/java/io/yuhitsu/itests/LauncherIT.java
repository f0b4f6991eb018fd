package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The script as a user meets it. One server for all, so the order counts: the last tests end it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
    private static final Path FOLDER = Path.of("target", "launcher 議事録").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data データ");

    private static Installation installation;
    private static Map<String, String> programBefore;
    private static Outcome started;

    @BeforeAll
    static void start() throws Exception {
        Process removal = new ProcessBuilder("rm", "-rf", FOLDER.toString()).start();
        assertThat(removal.waitFor()).isZero();
        installation = Installation.unpack(FOLDER);
        programBefore = installation.contents();
        started = installation.run("start", "--data", DATA.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        installation.run("stop", "--data", DATA.toString());
    }

    @Test
    @Order(1)
    void startReturnsWhenTheServerIsReady() throws Exception {
        assertThat(started.exit()).as(started.output()).isZero();
        assertThat(DATA.resolve("run/ready")).exists();
        assertThat(DATA.resolve("inbox/default")).isDirectory();
        assertThat(installation.run("status", "--data", DATA.toString()).exit()).isZero();
    }

    @Test
    @Order(2)
    void noPortIsOpened() throws Exception {
        assertThat(Installation.openPorts(server())).isEmpty();
    }

    @Test
    @Order(2)
    void secondStartOnTheSameDataFolderIsRefused() throws Exception {
        Outcome second = installation.run("start", "--data", DATA.toString());
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output()).contains("already runs").contains(Long.toString(server().pid()));
        assertThat(server().isAlive()).isTrue();
    }

    @Test
    @Order(2)
    void messagesFollowTheLanguageOfTheCaller() throws Exception {
        Outcome second = installation.run(Map.of("LANG", "ja_JP.UTF-8"), "start", "--data", DATA.toString());
        assertThat(second.output()).contains("すでにサーバーが動いています");
    }

    @Test
    @Order(2)
    void privateFoldersAreClosedToOthers() throws Exception {
        for (String folder : new String[] {"etc", "routes", "deploy", "log", "run"}) {
            assertThat(Files.getPosixFilePermissions(DATA.resolve(folder)))
                    .as(folder)
                    .allMatch(permission -> permission.name().startsWith("OWNER_"));
        }
    }

    @Test
    @Order(2)
    void logHoldsNoError() throws Exception {
        assertThat(Files.readString(DATA.resolve("log/yuhitsu.log"))).doesNotContain(" ERROR ");
    }

    @Test
    @Order(2)
    void missingJavaIsNamed() throws Exception {
        Outcome refused = installation.run(
                Map.of("JAVA_HOME", "/nowhere"),
                "start",
                "--data",
                FOLDER.resolve("other").toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("JAVA_HOME").contains("/nowhere");
    }

    @Test
    @Order(2)
    void dataFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(FOLDER.resolve("a file"), "");
        Outcome refused =
                installation.run("start", "--data", file.resolve("data").toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("cannot be written").contains(file.toString());
    }

    @Test
    @Order(3)
    void sigtermEndsTheServerWithinTenSeconds() throws Exception {
        ProcessHandle server = server();
        assertThat(server.destroy()).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
        assertThat(DATA.resolve("run/ready")).doesNotExist();
        assertThat(installation.run("status", "--data", DATA.toString()).exit()).isEqualTo(3);
        assertThat(Files.readString(DATA.resolve("log/yuhitsu.log"))).doesNotContain(" ERROR ");
    }

    @Test
    @Order(4)
    void startsAgainAfterItWasKilled() throws Exception {
        assertThat(installation.run("start", "--data", DATA.toString()).exit()).isZero();
        ProcessHandle server = server();
        assertThat(server.destroyForcibly()).isTrue();
        await().until(() -> !server.isAlive());
        Outcome again = installation.run("start", "--data", DATA.toString());
        assertThat(again.exit()).as(again.output()).isZero();
    }

    @Test
    @Order(5)
    void stopEndsTheServerAndAnswersTheSameTwice() throws Exception {
        ProcessHandle server = server();
        assertThat(installation.run("stop", "--data", DATA.toString()).exit()).isZero();
        await().until(() -> !server.isAlive());
        assertThat(installation.run("stop", "--data", DATA.toString()).exit()).isZero();
    }

    @Test
    @Order(6)
    void programFolderIsNeverWritten() throws Exception {
        assertThat(installation.contents()).isEqualTo(programBefore);
    }

    private static ProcessHandle server() throws IOException {
        long pid =
                Long.parseLong(Files.readString(DATA.resolve("run/yuhitsu.pid")).trim());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
