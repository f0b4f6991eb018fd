package io.yuhitsu.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private Program program;

    @BeforeEach
    void make() throws IOException {
        program = new Program(folder);
    }

    @Test
    void nothingIsWrongWithADataFolderInOrder() throws IOException {
        program.secret("keys/master.key", KEY + "\n");
        program.put("etc/" + Program.CORE, "leaseSeconds=30\n");
        program.put("data-version", "format=1\nsince=0.1.0\n");

        assertThat(program.codes()).containsExactly("NOTE models-demo-only");
        assertThat(Doctor.examine(program.site(), Clock.systemUTC()).exit()).isZero();
    }

    @Test
    void aDataFolderThatIsNotThereYetIsMadeByTheFirstStart() {
        Site site =
                new Site(program.home, folder.resolve("none"), "0.1.0", "./yuhitsu", Site.State.STOPPED, false, null);

        assertThat(Doctor.examine(site, Clock.systemUTC()).sorted())
                .extracting(finding -> finding.message().code())
                .containsExactly("data-absent", "models-demo-only");
    }

    @Test
    void dataOfALaterProgramIsAProblem() throws IOException {
        program.put("data-version", "format=2\nsince=9.9.0\n");

        assertThat(message("data-newer").en()).contains("9.9.0", "0.1.0", "backup");
    }

    @Test
    void aDamagedDataVersionIsAProblem() throws IOException {
        program.put("data-version", "");

        assertThat(program.codes()).contains("ERROR data-version-damaged");
    }

    @Test
    void aMissingMasterKeyIsAProblemOnlyWhereThereIsData() throws IOException {
        assertThat(program.codes()).doesNotContain("ERROR master-key-missing");
        program.put("db/service.properties", "x");

        assertThat(program.codes()).contains("ERROR master-key-missing");
    }

    @Test
    void aMasterKeyThatOthersMayReadIsAProblemWithTheCommandThatMendsIt() throws IOException {
        Path key = program.put("keys/master.key", KEY + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(finding("master-key-open").commands()).containsExactly("chmod 600 '" + key + "'");
    }

    @Test
    void aDamagedMasterKeyIsAProblem() throws IOException {
        program.secret("keys/master.key", "0123\n");

        assertThat(program.codes()).contains("ERROR master-key-damaged");
    }

    @Test
    void aMasterKeyThatDidNotSealTheKeysOfTheTenantsIsAProblem() throws IOException {
        program.secret("keys/master.key", KEY + "\n");
        program.secret("keys/0123456789abcdef.key", "x".repeat(67));

        assertThat(program.codes()).contains("ERROR master-key-other");
    }

    @Test
    void aTypoInTheSettingsIsNamedWithWhatIsMeant() throws IOException {
        program.put("etc/" + Program.CORE, "leaseSecond=30\n");
        program.put("etc/" + Program.ROUTES, "inbox.foldr=/x\nour.own.value=1\n");
        program.put("etc/io.yuhitsu.cor.cfg", "leaseSeconds=30\n");

        assertThat(messages("setting-meant"))
                .extracting(Message::en)
                .satisfiesExactly(
                        one -> assertThat(one).contains("leaseSecond ", Program.CORE, "Is leaseSeconds meant"),
                        two -> assertThat(two).contains("inbox.foldr", "Is inbox.folder meant"));
        assertThat(message("settings-file-meant").ja()).contains("io.yuhitsu.cor.cfg", "etc/" + Program.CORE);
    }

    @Test
    void anUnknownSettingIsNamed() throws IOException {
        program.put("etc/" + Program.CORE, "colour=red\n");

        assertThat(program.codes()).contains("WARNING setting-unknown");
        assertThat(Doctor.examine(program.site(), Clock.systemUTC()).exit()).isEqualTo(3);
    }

    @Test
    void aHalfCopiedModelIsNamedWithWhatIsMissing() throws IOException {
        Path model = program.data.resolve("models/vosk-model-ja");
        Program.model(model);
        Files.writeString(model.resolve("graph/Gr.fst"), "");

        assertThat(message("model-incomplete").en()).contains("vosk-model-ja", "graph/Gr.fst");
    }

    @Test
    void noModelAtAllIsAProblem() throws IOException {
        Files.delete(program.home.resolve("models/demo/am/final.mdl"));

        assertThat(program.codes()).contains("ERROR models-none", "WARNING model-incomplete");
    }

    @Test
    void aClockThatIsBehindTheLastRunIsAWarning() throws IOException {
        Path log = program.put("log/yuhitsu.log", "");
        Files.setLastModifiedTime(log, FileTime.from(Instant.now().plus(Duration.ofHours(2))));

        assertThat(program.codes()).contains("WARNING clock-before-last-run");
    }

    @Test
    void aClockThatIsBehindTheProgramIsAWarning() {
        Clock behind = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);

        assertThat(Doctor.examine(program.site(), behind).sorted())
                .extracting(finding -> finding.message().code())
                .contains("clock-before-program");
    }

    @Test
    void aFolderAmongTheModelsThatIsNoneIsAWarning() throws IOException {
        Files.createDirectories(program.data.resolve("models/downloads"));

        assertThat(program.codes()).contains("WARNING model-none");
    }

    @Test
    void aProgramThatOthersMayChangeIsAWarning() throws IOException {
        Files.setPosixFilePermissions(
                program.home.resolve("bin/yuhitsu"), PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThat(program.codes()).contains("WARNING program-open");
    }

    @Test
    void aFileInThePlaceOfAFolderIsAProblem() throws IOException {
        Files.delete(program.data.resolve("routes"));
        program.put("routes", "");
        assertThat(program.codes()).contains("ERROR folder-is-file");

        Site file =
                new Site(program.home, program.put("file", ""), "0.1.0", "./yuhitsu", Site.State.STOPPED, false, null);
        assertThat(Doctor.examine(file, Clock.systemUTC()).sorted())
                .extracting(finding -> finding.message().code())
                .contains("data-no-folder");
    }

    @Test
    void aClosedDataFolderIsAProblem() throws IOException {
        Files.setPosixFilePermissions(program.data, PosixFilePermissions.fromString("r-x------"));
        try {
            assertThat(finding("folder-closed").commands()).containsExactly("chmod u+rwx '" + program.data + "'");
        } finally {
            Files.setPosixFilePermissions(program.data, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void filesOfAnotherUserAreAProblem() throws IOException {
        assumeThat(Owner.me()).as("only root can give files away").isZero();
        int server = ownedByTheServersUser();
        Files.setAttribute(program.put("log/yuhitsu.log", ""), "unix:uid", 0);

        assertThat(finding("files-of-another").commands().get(0)).startsWith("chown -R " + server + ":");
    }

    @Test
    void theReasonOfAFailedStartIsShown() throws IOException {
        program.put("run/failed", "the key is gone / 鍵がありません\n");

        assertThat(message("start-failed").ja()).contains("鍵がありません");
    }

    @Test
    void errorsSinceTheLastStartAreShownAndEarlierOnesAreNot() throws IOException {
        program.put(
                "log/yuhitsu.log",
                """
                2026-11-24T01:00:00.000Z ERROR i.y.A [main] earlier
                2026-11-24T03:00:00.000Z ERROR i.y.A [main] later エラー
                java.lang.Exception: outer
                Caused by: java.io.IOException: between
                Caused by: java.io.IOException: innermost
                """);
        Path started = program.put("run/java.arguments", "");
        Files.setLastModifiedTime(started, FileTime.from(Instant.parse("2026-11-24T02:00:00Z")));

        assertThat(message("errors-in-log").en())
                .contains("later エラー", "innermost")
                .doesNotContain("earlier", "between");
    }

    @Test
    void aLockThatNobodyIsSeenToHoldIsAProblem() {
        Site site = new Site(program.home, program.data, "0.1.0", "./yuhitsu", Site.State.STOPPED, true, null);

        assertThat(Doctor.examine(site, Clock.systemUTC()).sorted())
                .extracting(finding -> finding.message().code())
                .contains("locked");
    }

    @Test
    void anOptionThatJavaDoesNotTakeIsQuoted() throws IOException {
        program.put("etc/java.options", "-Xmx12q\n");

        assertThat(message("java-options-own").en()).contains("12q", "java.options");
    }

    @Test
    void aHeapLargerThanTheMachineIsAWarning() throws IOException {
        program.put("etc/java.options", "-Xmx9000g\n");

        assertThat(program.codes()).anyMatch(code -> code.matches("WARNING memory-(machine|container)"));
    }

    @Test
    void foldersThatOthersMayWriteIntoAreWarnings() throws IOException {
        Path routes = program.data.resolve("routes");
        Files.setPosixFilePermissions(routes, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(finding("folder-open").commands()).containsExactly("chmod go-w '" + routes + "'");
    }

    @Test
    void aFolderThatTheOwnerCannotWriteIsAProblem() throws IOException {
        Path log = program.data.resolve("log");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("r-x------"));

        assertThat(finding("folder-closed").commands()).containsExactly("chmod u+rwx '" + log + "'");
    }

    /** As of a server that does not run as root, also when this test does. */
    private int ownedByTheServersUser() throws IOException {
        int server = Owner.me() == 0 ? 4242 : Owner.me();
        try (Stream<Path> all = Files.walk(program.data)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Files.setAttribute(file, "unix:uid", server);
            }
        }
        return server;
    }

    @Test
    void aFolderOfAProfileThatTheServerCannotWriteIsAProblem() throws IOException {
        Path profile = Files.createDirectories(program.data.resolve("inbox/weekly"));
        ownedByTheServersUser();
        assertThat(program.codes()).noneMatch(code -> code.endsWith("folder-closed"));
        Files.setPosixFilePermissions(profile, PosixFilePermissions.fromString("r-xrwxrwx"));

        assertThat(finding("folder-closed").level()).isEqualTo(Level.ERROR);
        assertThat(finding("folder-closed").commands()).containsExactly("chmod u+rwx '" + profile + "'");
    }

    @Test
    void aFolderThatTheSettingsNameIsLookedAtToo() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("share/in"));
        Path profile = Files.createDirectories(inbox.resolve("weekly"));
        Path archive = Files.createDirectories(folder.resolve("share/archive"));
        program.put(
                "etc/" + Program.ROUTES,
                "inbox.folder=" + inbox + "\narchive.folder=" + archive + "\nother.value=/not/there\n");
        int server = ownedByTheServersUser();
        for (Path each : List.of(inbox, profile, archive)) {
            Files.setAttribute(each, "unix:uid", server);
        }
        assertThat(program.codes()).noneMatch(code -> code.endsWith("folder-closed"));
        for (Path each : List.of(profile, archive)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("r-xr-xr-x"));
        }

        assertThat(program.codes()).contains("ERROR folder-closed", "WARNING folder-closed");
        assertThat(messages("folder-closed"))
                .extracting(Message::en)
                .satisfiesExactly(one -> assertThat(one).contains(profile.toString()), two -> assertThat(two)
                        .contains(archive.toString()));
    }

    @Test
    void aFolderOfAnotherUserIsOpenToTheServerOnlyByItsModeForOthers() throws IOException {
        assumeThat(Owner.me()).as("only root can give files away").isZero();
        Path profile = Files.createDirectories(program.data.resolve("inbox/weekly"));
        Path elsewhere = Files.createDirectories(folder.resolve("blobs of another"));
        Files.createSymbolicLink(program.data.resolve("blobs"), elsewhere);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        int server = ownedByTheServersUser();
        Files.setAttribute(elsewhere, "unix:uid", 4343);
        Files.setAttribute(profile, "unix:uid", 4343);
        Files.setPosixFilePermissions(profile, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(found("folder-closed"))
                .extracting(finding -> finding.commands().get(0))
                .containsExactly(
                        "setfacl -m u:" + server + ":rwx '" + elsewhere + "'",
                        "setfacl -m u:" + server + ":rwx '" + profile + "'");
        for (Path each : List.of(profile, elsewhere)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx---rwx"));
        }
        assertThat(found("folder-closed")).isEmpty();
    }

    @Test
    void aSecretThatOthersMayReadIsAProblem() throws IOException {
        Path secret = program.put("etc/secrets/smtp", "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(program.codes()).contains("ERROR secret-open");
    }

    @Test
    void aProgramFolderThatIsNotWholeIsAProblem() throws IOException {
        Files.delete(program.home.resolve("etc/config.properties"));

        assertThat(message("program-incomplete").en()).contains("etc/config.properties");
    }

    @Test
    void whatTheDoctorTriesOutLeavesNothingBehind() throws IOException {
        program.codes();

        assertThat(program.data.resolve("run")).isDirectoryNotContaining("glob:**doctor*");
    }

    private Message message(String code) {
        return finding(code).message();
    }

    private List<Message> messages(String code) {
        return found(code).stream().map(Finding::message).toList();
    }

    private Finding finding(String code) {
        assertThat(program.codes()).anyMatch(each -> each.endsWith(" " + code));
        return found(code).get(0);
    }

    private List<Finding> found(String code) {
        return Doctor.examine(program.site(), Clock.systemUTC()).sorted().stream()
                .filter(finding -> finding.message().code().equals(code))
                .toList();
    }
}
