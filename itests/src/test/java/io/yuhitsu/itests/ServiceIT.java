package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an administrator does with a server that is to stay: service, doctor, support bundle, upgrade. One server, ended by the third tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceIT {
    private static final Path FOLDER = Path.of("target", "service 議事録").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data 50% $HOME \"データ\" \\");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String PROFILE = "カナリア課乙丙丁";
    private static final String BLOCKED = "CANARYPROFILE";
    private static final String FILE = "カナリア会議甲乙 canaryfilename";
    private static final String CORE = "freeMegabytes=1\nfreePercent=0\nleaseSecond=30\n";
    private static final Canaries CANARIES = new Canaries();

    private static Installation installation;
    private static Process supervised;
    private static Path supervisedOutput;

    @BeforeAll
    static void startUnderASupervisor() throws Exception {
        installation = Installation.fresh(FOLDER);
        secrets();
        supervisedOutput = FOLDER.resolve("supervised.txt");
        supervised = installation.begin(
                Map.of("LC_ALL", "C"), supervisedOutput, "start", "--foreground", "--data", DATA.toString());
        await().atMost(PATIENCE).until(() -> Files.exists(DATA.resolve("run/ready")) || !supervised.isAlive());
        assertThat(supervised.isAlive()).as(Files.readString(supervisedOutput)).isTrue();
    }

    /** What people write into settings and route files. */
    private static void secrets() throws IOException {
        write("etc/io.yuhitsu.core.cfg", CORE);
        write("etc/io.yuhitsu.routes.cfg", "mail.password=canarypassword1\nfile.roots=${yuhitsu.data}, /canaryroot\n");
        write("etc/secrets/canarysecretname", "canarysecretcontent\n");
        write(
                "routes/canaryroutefile.camel.yaml",
                """
                - route:
                    id: canaryrouteid
                    from:
                      uri: timer:canarytimer
                      steps:
                        - log: "canarylogtext {{mail.password}}"
                """);
        write(
                "routes/canarybroken.camel.yaml",
                """
                - route:
                    from:
                      uri: timer:canarybrokentimer?password=canarypassword2
                      steps:
                        - to: nothing:canaryendpoint?secret=canarypassword3
                """);
        List.of(
                        "Canary/Zone canarypassword1 canarypassword2 canarypassword3 canaryroot canarysecretname canarysecretcontent",
                        "canaryroutefile canaryrouteid canarytimer canarylogtext canarybroken canarybrokentimer canaryendpoint")
                .forEach(words -> Arrays.stream(words.split(" ")).forEach(CANARIES::add));
    }

    private static void write(String name, String text) throws IOException {
        Path file = DATA.resolve(name);
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterAll
    static void stop() throws Exception {
        installation.run("stop", "--data", DATA.toString());
        supervised.destroyForcibly();
    }

    @Test
    @Order(1)
    void supportBundleHoldsNoContentNamesOrSecrets() throws Exception {
        workThatIsFullOfCanaries();

        Path bundle = FOLDER.resolve("support.zip");
        Outcome packed = run("support-bundle", bundle.toString());

        assertThat(packed.exit()).as(packed.output()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                .isEqualTo("rw-------");
        assertThat(entries(bundle))
                .contains("system.txt", "doctor.txt", "settings.txt", "log/yuhitsu.log")
                .contains("server/jobs.json", "server/threads.txt", "server/heap.txt", "server/bundles.json");
        assertThat(text(bundle, "server/jobs.json")).contains("\"DONE\"", "\"DELIVER\"");
        assertThat(text(bundle, "server/threads.txt")).contains("io.yuhitsu.");
        assertThat(text(bundle, "server/heap.txt")).contains("java.lang.String");
        assertThat(text(bundle, "log/yuhitsu.log")).contains("TRANSCRIBE done in", "file-is-text");
        assertThat(text(bundle, "settings.txt")).contains("freePercent=0");
        assertThat(CANARIES.foundIn(bundle)).isEmpty();
        assertThat(run("support-bundle", bundle.toString()).output()).contains("already");
    }

    /** A meeting that becomes minutes, a rejection, a delivery that fails. */
    private static void workThatIsFullOfCanaries() throws Exception {
        List.of(
                        PROFILE,
                        BLOCKED,
                        "カナリア会議甲乙",
                        "canaryfilename",
                        "カナリア題名甲乙",
                        "カナリア株式会社",
                        "カナリア参加者",
                        "canaryrejected",
                        "canarytextinside",
                        Files.readString(DATA.resolve("keys/master.key")).strip())
                .forEach(CANARIES::add);
        assertThat(run("profile", "set", PROFILE, "company=カナリア株式会社").exit()).isZero();
        // Refused, with a line in the log that quotes it.
        write("etc/io.yuhitsu.core.cfg", CORE + "timeZone=Canary/Zone\n");
        // A file where a folder has to be made.
        Files.writeString(DATA.resolve("outbox").resolve(BLOCKED), "");
        Path sample = installation.home().resolve("samples/2026-11-09 週次定例会議.wav");
        Path inbox = Files.createDirectories(DATA.resolve("inbox").resolve(PROFILE));
        Files.writeString(
                inbox.resolve(FILE + ".wav.json"), "{\"title\": \"カナリア題名甲乙\", \"participants\": [\"カナリア参加者\"]}");
        put(beginning(sample, 20), inbox, FILE + ".wav");
        put(beginning(sample, 8), Files.createDirectories(DATA.resolve("inbox").resolve(BLOCKED)), "blocked.wav");
        put(
                "canarytextinside is no recording\n".repeat(50).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                inbox,
                "canaryrejected.wav");

        await().atMost(PATIENCE).untilAsserted(() -> {
            String jobs = run("jobs", "--json").output();
            assertThat(jobs)
                    .contains("\"state\" : \"DONE\"")
                    .containsPattern("\"stage\" : \"DELIVER\",\\s+\"state\" : \"(WAITING|DEAD)\"");
            assertThat(DATA.resolve("rejected").resolve(PROFILE).resolve("canaryrejected.wav.txt"))
                    .exists();
        });
        words(transcript()).forEach(CANARIES::add);
        assertThat(CANARIES.words()).as("with what was said").hasSizeGreaterThan(30);
        assertThat(Files.readString(DATA.resolve("log/yuhitsu.log")))
                .as("what has to be masked")
                .contains(BLOCKED, "canarylogtext canarypassword1", "canarypassword2", "Canary/Zone");
    }

    private static String transcript() throws IOException {
        try (Stream<Path> files = Files.walk(DATA.resolve("outbox").resolve(PROFILE))) {
            return Files.readString(files.filter(file -> file.endsWith("transcript.json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Pieces of what was said, long enough not to occur by chance. */
    private static List<String> words(String transcript) {
        return Pattern.compile("\"text\" : \"([^\"]*)\"")
                .matcher(transcript)
                .results()
                .map(result -> result.group(1))
                .filter(text -> text.length() >= 6)
                .flatMap(text -> Stream.iterate(0, at -> at + 6 <= text.length(), at -> at + 6)
                        .map(at -> text.substring(at, at + 6)))
                .distinct()
                .toList();
    }

    /** The first seconds of a sample (16 kHz, mono, 16 bit). */
    private static byte[] beginning(Path sample, int seconds) throws IOException {
        byte[] all = Files.readAllBytes(sample);
        int size = 44 + seconds * 32_000;
        java.nio.ByteBuffer wav =
                java.nio.ByteBuffer.wrap(Arrays.copyOf(all, size)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        wav.putInt(4, size - 8).putInt(40, size - 44);
        return wav.array();
    }

    private static void put(byte[] content, Path folder, String name) throws IOException {
        Path aside = Files.write(folder.resolve("." + name + ".part"), content);
        Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    @Order(2)
    void doctorAsksTheRunningServerAndNamesTyposInTheSettings() throws Exception {
        Outcome english = run("doctor");
        assertThat(english.exit()).as(english.output()).isEqualTo(3);
        assertThat(english.output()).contains("canarybroken.camel.yaml", "leaseSecond", "Is leaseSeconds meant?");
        Outcome json = run("doctor", "--json");
        assertThat(json.exit()).isEqualTo(3);
        assertThat(json.output())
                .contains("\"server\": \"running\"", "\"code\": \"route-broken\"", "\"code\": \"setting-meant\"");
        assertThat(installation
                        .run(Map.of("LANG", "ja_JP.UTF-8"), "doctor", "--data", DATA.toString())
                        .output())
                .contains("leaseSeconds のことでしょうか");
    }

    @Test
    @Order(3)
    void aSupervisedServerEndsWithZeroWhenItIsToldTo() throws Exception {
        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readString(DATA.resolve("run/yuhitsu.pid")).strip()))
                .orElseThrow();
        assertThat(server.pid()).isNotEqualTo(supervised.pid());
        supervised.destroy();
        assertThat(supervised.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(supervised.exitValue())
                .as(Files.readString(supervisedOutput))
                .isZero();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    @Order(4)
    void supportBundleWorksWithoutAServer() throws Exception {
        Path bundle = FOLDER.resolve("reduced.zip");
        Outcome packed = run("support-bundle", bundle.toString());
        assertThat(packed.exit()).as(packed.output()).isZero();
        assertThat(entries(bundle))
                .contains("system.txt", "log/yuhitsu.log")
                .noneMatch(name -> name.startsWith("server/"));
        assertThat(CANARIES.foundIn(bundle)).isEmpty();
    }

    @Test
    @Order(4)
    void dataOfALaterProgramIsRefusedBeforeAnythingIsChanged() throws Exception {
        Path stamp = DATA.resolve("data-version");
        String ours = Files.readString(stamp);
        Files.writeString(stamp, "format=9999\nsince=9.9.0\n");
        Map<String, String> before = contents();

        try {
            Outcome refused = run("start");
            Outcome japanese = installation.run(Map.of("LANG", "ja_JP.UTF-8"), "start", "--data", DATA.toString());

            assertThat(contents()).isEqualTo(before);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.output()).contains("9.9.0", "Start the newer program", "backup");
            assertThat(japanese.output()).contains("9.9.0", "新しい方のプログラム", "バックアップ");
            Outcome doctor = run("doctor");
            assertThat(doctor.exit()).isEqualTo(1);
            assertThat(doctor.output()).contains("9.9.0");
        } finally {
            Files.writeString(stamp, ours);
        }
    }

    @Test
    @Order(5)
    void aStartThatFailsSaysWhyAndTheDoctorSaysWhatToDo() throws Exception {
        assertThat(run("doctor").output()).doesNotContain("master key");
        Path key = DATA.resolve("keys/master.key");
        String ours = Files.readString(key);
        Files.writeString(key, "0123456789abcdef".repeat(4) + "\n");
        olderTemplates();

        Outcome failed = run("start");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.output()).contains("master key", "doctor --data");
        templatesAreFollowed(failed.output());
        Outcome doctor = run("doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.output()).contains("\"code\": \"master-key-other\"", "\"code\": \"start-failed\"");

        Outcome supervised = run("start", "--foreground");
        assertThat(supervised.exit()).as(supervised.output()).isEqualTo(78);
        assertThat(supervised.output()).contains("master key", "doctor --data");
        Files.writeString(key, ours);
    }

    /** As if the last start had been one of a release with other templates. */
    private static void olderTemplates() throws IOException {
        Files.writeString(DATA.resolve("etc/templates/io.yuhitsu.core.cfg"), "#older=1\n");
        for (String folder : new String[] {"etc", "etc/templates"}) {
            Files.writeString(DATA.resolve(folder).resolve("io.yuhitsu.store.cfg"), "#older=1\n");
        }
    }

    private static void templatesAreFollowed(String said) throws IOException {
        Path shipped = installation.home().resolve("share/etc");
        assertThat(DATA.resolve("etc/io.yuhitsu.core.cfg"))
                .as("edited")
                .content()
                .contains("leaseSecond=30");
        assertThat(said)
                .contains("template of etc/io.yuhitsu.core.cfg", "diff -u")
                .doesNotContain("etc/io.yuhitsu.store.cfg");
        assertThat(DATA.resolve("etc/io.yuhitsu.store.cfg"))
                .as("never edited")
                .hasSameTextualContentAs(shipped.resolve("io.yuhitsu.store.cfg"));
        assertThat(DATA.resolve("etc/templates/io.yuhitsu.core.cfg"))
                .hasSameTextualContentAs(shipped.resolve("io.yuhitsu.core.cfg"));
    }

    @Test
    @Order(6)
    void aServiceRunsAsItsUserAndWritesNothingButTheData() throws Exception {
        Outcome printed = run("service", "install", "--user", user(), "--print");
        assertThat(printed.exit()).as(printed.output()).isZero();
        Map<String, List<String>> unit = Unit.parse(printed.output());

        assertThat(unit.get("ExecStart"))
                .containsExactly(
                        installation.home() + "/bin/yuhitsu", "start", "--foreground", "--data", DATA.toString());
        assertThat(unit.get("ReadWritePaths")).containsExactly(DATA.toString(), "-/canaryroot");
        assertThat(unit.get("RequiresMountsFor")).containsExactly(DATA.toString());
        assertThat(unit.get("User")).containsExactly(user());
        assertThat(unit)
                .containsEntry("UMask", List.of("0077"))
                .containsEntry("Restart", List.of("on-failure"))
                .containsEntry("RestartSec", List.of("30"))
                .containsEntry("StartLimitIntervalSec", List.of("0"))
                .containsEntry("RestartPreventExitStatus", List.of("78"))
                .containsEntry("TimeoutStopSec", List.of("30"))
                .containsEntry("LimitCORE", List.of("0"))
                .containsEntry("OOMPolicy", List.of("continue"))
                .containsEntry("NoNewPrivileges", List.of("yes"))
                .containsEntry("ProtectSystem", List.of("strict"))
                .containsKeys("PrivateTmp", "ProtectHome")
                .doesNotContainKeys("StartLimitBurst", "MemoryDenyWriteExecute", "ProtectProc");
    }

    @Test
    @Order(6)
    void aServiceReachesTheFoldersThatTheSettingsName() throws Exception {
        Path data = Files.createDirectories(FOLDER.resolve("named folders"));
        Path etc = Files.createDirectories(data.resolve("etc"));
        Files.writeString(
                etc.resolve("io.yuhitsu.routes.cfg"),
                """
                inbox.folder = /srv/in put
                archive.folder=/srv/archive
                weekly.place=/var/tmp
                mail.password=/canary/password
                outbox.folder=${yuhitsu.data}/outbox
                #rejected.folder=/srv/rejected
                everything.folder=/
                """);
        Files.writeString(etc.resolve("io.yuhitsu.store.cfg"), "keys: /srv/keys\nblobs=../contents\n");

        assertThat(unit(data).get("ReadWritePaths"))
                .containsExactlyInAnyOrder(
                        data.toString(),
                        "-/srv/in put",
                        "-/srv/archive",
                        "-/var/tmp",
                        "-/srv/keys",
                        "-" + FOLDER.resolve("contents"));
        assertThat(unit(data).get("ProtectHome")).containsExactly(protectHome(data));
    }

    @Test
    @Order(6)
    void aServiceReachesWhatLinksInTheDataFolderLeadTo() throws Exception {
        Path data = Files.createDirectories(FOLDER.resolve("linked folders"));
        Files.createDirectories(data.resolve("inbox"));
        Files.createSymbolicLink(data.resolve("db"), Path.of("/srv/database"));
        Files.createSymbolicLink(data.resolve("blobs"), Path.of("../contents"));
        Files.createSymbolicLink(data.resolve("inbox/weekly"), Path.of("/srv/weekly"));
        Files.createSymbolicLink(data.resolve("outbox"), data.resolve("inbox"));

        assertThat(unit(data).get("ReadWritePaths"))
                .containsExactlyInAnyOrder(
                        data.toString(), "-/srv/database", "-" + FOLDER.resolve("contents"), "-/srv/weekly");
    }

    @Test
    @Order(6)
    void homesAreNotHiddenFromAServiceWhoseFoldersLieThere() throws Exception {
        Path named = Files.createDirectories(FOLDER.resolve("named in a home"));
        Files.createDirectories(named.resolve("etc"));
        Files.writeString(named.resolve("etc/io.yuhitsu.routes.cfg"), "inbox.folder=/home/share/in\n");
        Path linked = Files.createDirectories(FOLDER.resolve("linked into a home"));
        Files.createSymbolicLink(linked.resolve("blobs"), Path.of("/home/share/contents"));

        for (Path data : List.of(named, linked)) {
            Map<String, List<String>> unit = unit(data);
            assertThat(unit.get("ProtectHome")).as(data.toString()).containsExactly("read-only");
            assertThat(unit.get("ReadWritePaths")).anyMatch(path -> path.startsWith("-/home/share/"));
        }
    }

    /** What is right when the settings name nothing in a home. */
    private static String protectHome(Path data) {
        boolean home = Stream.of(installation.home().toString(), data.toString(), System.getProperty("java.home"))
                .anyMatch(path -> path.matches("/(home|root|run/user)/.*"));
        return home ? "read-only" : "true";
    }

    private static Map<String, List<String>> unit(Path data) throws Exception {
        Outcome printed =
                installation.run("service", "install", "--user", user(), "--print", "--data", data.toString());
        assertThat(printed.exit()).as(printed.output()).isZero();
        return Unit.parse(printed.output());
    }

    @Test
    @Order(6)
    void theUnitIsWrittenAsItIsPrintedAndOverTheOneBefore() throws Exception {
        Path data = Files.createDirectories(FOLDER.resolve("data of the service"));
        if (System.getProperty("user.name").equals("root")) {
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user()));
        }
        Path units = Files.createDirectories(FOLDER.resolve("units"));
        Path file = Files.writeString(units.resolve("yuhitsu.service"), "of the version before");
        Map<String, String> elsewhere = Map.of("YUHITSU_UNIT_FOLDER", units.toString());
        String[] install = {"service", "install", "--user", user(), "--data", data.toString()};
        String[] print = Stream.concat(Stream.of(install), Stream.of("--print")).toArray(String[]::new);

        Outcome written = installation.run(elsewhere, install);

        assertThat(written.exit()).as(written.output()).isZero();
        assertThat(written.output()).contains(file.toString(), "systemctl daemon-reload");
        assertThat(file).hasContent(installation.run(elsewhere, print).output());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(units)
                .as("nothing else")
                .isDirectoryContaining("glob:**/yuhitsu.service")
                .satisfies(folder -> {
                    try (Stream<Path> all = Files.list(folder)) {
                        assertThat(all).hasSize(1);
                    }
                });
        Outcome absent = installation.run(
                Map.of("YUHITSU_UNIT_FOLDER", units.resolve("none").toString()), install);
        assertThat(absent.exit()).isEqualTo(1);
        assertThat(units.resolve("none")).doesNotExist();
    }

    @Test
    @Order(6)
    void systemdTakesTheUnit() throws Exception {
        assumeThat(Path.of("/usr/bin/systemd-analyze"))
                .as("systemd is not installed")
                .exists();
        Path unit = Files.writeString(
                FOLDER.resolve("yuhitsu.service"),
                run("service", "install", "--user", user(), "--print").output());
        Process verify = new ProcessBuilder("/usr/bin/systemd-analyze", "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(verify.waitFor()).as(said).isZero();
        // Warnings about other units of this machine name their files.
        assertThat(said.lines().filter(line -> line.contains("yuhitsu.service")))
                .allMatch(line -> line.contains("Special user nobody"));
    }

    @Test
    @Order(6)
    void aServiceIsRefusedForRootAndForAUserThatIsNotThere() throws Exception {
        Outcome root = run("service", "install", "--user", "root");
        assertThat(root.exit()).isEqualTo(1);
        assertThat(root.output()).contains("must not run as root");
        Outcome nobody = run("service", "install", "--user", "not-there");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.output()).contains("useradd --system");
    }

    @Test
    @Order(6)
    void aServiceIsInstalledOnlyWhereItsUserCanWriteTheData() throws Exception {
        Outcome refused = run("service", "install", "--user", user());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains(user().equals("nobody") ? "chown -R nobody:" : "Only root");
    }

    /** Not root, and there on every machine. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "nobody" : System.getProperty("user.name");
    }

    /** Everything in the data folder with size, time, owner and mode. */
    private static Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                contents.put(
                        DATA.relativize(file).toString(),
                        Files.readAttributes(file, "unix:size,lastModifiedTime,mode,uid", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return contents;
    }

    private static Outcome run(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--data", DATA.toString()));
        return installation.run(line.toArray(String[]::new));
    }

    private static List<String> entries(Path zip) throws IOException {
        try (java.util.zip.ZipFile archive = new java.util.zip.ZipFile(zip.toFile())) {
            return archive.stream().map(java.util.zip.ZipEntry::getName).toList();
        }
    }

    private static String text(Path zip, String name) throws IOException {
        try (java.util.zip.ZipFile archive = new java.util.zip.ZipFile(zip.toFile())) {
            return new String(
                    archive.getInputStream(archive.getEntry(name)).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
