package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import io.yuhitsu.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The real distribution on a real PostgreSQL, which goes away in the middle of work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresIT {
    private static final Path FOLDER = Path.of("target", "postgres").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    private static Installation installation;
    private static PostgresServer postgres;
    private static String address;

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.fresh(FOLDER);
        postgres = PostgresServer.launch();
        address = postgres.createDatabase("yuhitsu");
    }

    @AfterAll
    static void stop() throws Exception {
        run("stop");
        postgres.close();
    }

    private static Outcome run(String... arguments) throws Exception {
        return installation.run(with(arguments));
    }

    private static Outcome inJapanese(String... arguments) throws Exception {
        return installation.run(Map.of("LANG", "ja_JP.UTF-8"), with(arguments));
    }

    private static String[] with(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--data", DATA.toString()))
                .toArray(String[]::new);
    }

    @Test
    @Order(1)
    void aPasswordOnTheCommandLineIsRefusedAndNothingIsKept() throws Exception {
        for (String password : List.of("s3cret", "s3cret/with/slashes")) {
            Outcome refused = run("start", "--db", address.replace("@", ":" + password + "@"));

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("etc/secrets/database-password")
                    .doesNotContain("s3cret");
            assertThat(Files.readString(DATA.resolve("etc/io.yuhitsu.store.cfg")))
                    .doesNotContain("s3cret");
        }
    }

    @Test
    @Order(2)
    void aStartWithoutThePasswordSaysWhatToDo() throws Exception {
        Outcome refused = run("start", "--db", address);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("wants a password", "etc/secrets/database-password", "求めています");
    }

    @Test
    @Order(3)
    void aStartWithoutTheDatabaseServerSaysSo() throws Exception {
        Path secret = Files.writeString(
                DATA.resolve("etc/secrets/database-password"), PostgresServer.PASSWORD + System.lineSeparator());
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        postgres.crash();
        try {
            // The address is that of the start before.
            Outcome refused = inJapanese("start");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.output()).contains("応答しません", "127.0.0.1:" + postgres.port());
            assertThat(run("start", "--foreground").exit())
                    .as("a service manager tries again")
                    .isEqualTo(75);
        } finally {
            postgres.start();
        }
    }

    @Test
    @Order(4)
    void theServerStartsOnTheDatabaseAndKnowsItAtTheNextStart() throws Exception {
        Outcome started = run("start");

        assertThat(started.exit()).as(started.output()).isZero();
        assertThat(DATA.resolve("db/service.properties")).doesNotExist();
        assertThat(run("status", "--json").output()).contains("\"database\" : \"up\"");
    }

    @Test
    @Order(5)
    void theMinutesComeOutOnceAlthoughTheDatabaseWasAwayInTheMiddle() throws Exception {
        put("2026-11-09 週次定例会議.wav", "2026-11-09 週次定例会議.wav");
        await().atMost(PATIENCE).until(() -> run("jobs", "--json").output().contains("RUNNING"));

        postgres.crash();
        long away = System.nanoTime();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(run("status", "--json").output()).contains("\"database\" : \"away\""));
        assertThat(run("status").output()).contains("The database is away");
        assertThat(inJapanese("status").output()).contains("データベースに接続できません");
        put("2026-11-09 Weekly status meeting.wav", "2026-11-09 Weekly status meeting.wav");
        await().atMost(PATIENCE).until(() -> System.nanoTime() - away > OUTAGE.toNanos());
        assertThat(DATA.resolve("inbox/default/2026-11-09 Weekly status meeting.wav"))
                .exists();
        postgres.start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outbox())
                .containsExactlyInAnyOrder("2026-11-09 週次定例会議", "2026-11-09 Weekly status meeting"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run("jobs", "--json").output())
                        .doesNotContain("RUNNING", "READY", "WAITING", "DEAD"));
        assertThat(DATA.resolve("rejected/default"))
                .satisfiesAnyOf(folder -> assertThat(folder).doesNotExist(), folder -> assertThat(folder)
                        .isEmptyDirectory());
        String log = log().substring(log().lastIndexOf("database PostgreSQL"));
        assertThat(log.lines().filter(line -> line.contains("delivery ") && line.endsWith(" done")))
                .hasSize(2);
        assertThat(log.lines().filter(line -> line.contains(" WARN ") && line.contains("does not answer")))
                .hasSize(1);
        assertThat(log.lines().filter(line -> line.contains("answers again"))).hasSize(1);
        assertThat(log).doesNotContain(" ERROR ");
    }

    @Test
    @Order(6)
    void aForgottenDatabaseIsNotReplacedByAnEmptyOne() throws Exception {
        run("stop");
        Path settings = DATA.resolve("etc/io.yuhitsu.store.cfg");
        String kept = Files.readString(settings);
        Files.writeString(settings, kept.replace("database=postgres", "#database=postgres"));

        Outcome refused = run("start");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("Start it with --db", address, "--db でそのアドレスを");
        assertThat(DATA.resolve("db/service.properties")).doesNotExist();
        assertThat(log()).doesNotContain(PostgresServer.PASSWORD);
    }

    private static void put(String sample, String name) throws IOException {
        Path aside = Files.copy(
                installation.home().resolve("samples").resolve(sample),
                FOLDER.resolve("aside.wav"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(aside, DATA.resolve("inbox/default").resolve(name));
    }

    private static List<String> outbox() throws IOException {
        Path folder = DATA.resolve("outbox/default");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private static String log() throws IOException {
        return Files.readString(DATA.resolve("log/yuhitsu.log"));
    }
}
