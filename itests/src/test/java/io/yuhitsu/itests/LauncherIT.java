package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import io.yuhitsu.itests.driver.Processes;
import io.yuhitsu.itests.driver.Server;
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
    private static Server server;
    private static Map<String, String> programBefore;
    private static Outcome started;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.fresh(FOLDER);
        server = installation.server(DATA);
        programBefore = installation.contents();
        started = server.run("start");
    }

    @AfterAll
    static void stop() throws Exception {
        server.run("stop");
    }

    @Test
    @Order(1)
    void startReturnsWhenTheServerIsReady() throws Exception {
        assertThat(started.exit()).as(started.output()).isZero();
        assertThat(DATA.resolve("run/ready")).exists();
        assertThat(DATA.resolve("inbox/default")).isDirectory();
        assertThat(server.run("status").exit()).isZero();
    }

    @Test
    @Order(2)
    void noPortIsOpened() throws Exception {
        assertThat(Processes.openPorts(server.process())).isEmpty();
    }

    @Test
    @Order(2)
    void secondStartOnTheSameDataFolderIsRefused() throws Exception {
        Outcome second = server.run("start");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output())
                .contains("already runs")
                .contains(Long.toString(server.process().pid()));
        assertThat(server.process().isAlive()).isTrue();
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
        ProcessHandle process = server.process();
        assertThat(process.destroy()).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
        assertThat(DATA.resolve("run/ready")).doesNotExist();
        assertThat(server.run("status").exit()).isEqualTo(3);
        assertThat(Files.readString(DATA.resolve("log/yuhitsu.log"))).doesNotContain(" ERROR ");
    }

    @Test
    @Order(4)
    void startsAgainAfterItWasKilled() throws Exception {
        assertThat(server.run("start").exit()).isZero();
        ProcessHandle process = server.process();
        assertThat(process.destroyForcibly()).isTrue();
        await().until(() -> !process.isAlive());
        Outcome again = server.run("start");
        assertThat(again.exit()).as(again.output()).isZero();
    }

    @Test
    @Order(5)
    void stopEndsTheServerAndAnswersTheSameTwice() throws Exception {
        ProcessHandle process = server.process();
        assertThat(server.run("stop").exit()).isZero();
        await().until(() -> !process.isAlive());
        assertThat(server.run("stop").exit()).isZero();
    }

    @Test
    @Order(6)
    void programFolderIsNeverWritten() throws Exception {
        assertThat(installation.contents()).isEqualTo(programBefore);
    }
}
