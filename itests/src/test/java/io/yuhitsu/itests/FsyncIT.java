package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.Trace.Call;
import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That nothing is acknowledged before it would survive a power cut: a server under strace takes one recording and delivers its minutes, and
 * each test looks at the order of its system calls.
 */
class FsyncIT {
    private static final Path FOLDER = Path.of("target", "fsync").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Path TRACE = FOLDER.resolve("trace");
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final String CALLS = "openat,open,write,pwrite64,writev,pwritev,pwritev2,ftruncate,fsync,fdatasync,"
            + "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat";

    private static Process server;
    private static SyncOrder order;

    @BeforeAll
    static void takeOneRecordingUnderStrace() throws Exception {
        if (!mayTrace()) {
            Skipped.suite(FsyncIT.class, "strace is missing or may not trace here");
        }
        Installation installation = Installation.fresh(FOLDER);
        server = start(installation);
        await().atMost(PATIENCE).until(() -> !server.isAlive() || Files.exists(DATA.resolve("run/ready")));
        Clip.drop(Clip.of(installation, 5, 1), DATA.resolve("inbox/default"), "2026-11-09 Traced.wav");
        Path accepted = DATA.resolve("accepted/default/2026-11-09 Traced.wav");
        await().atMost(PATIENCE).until(() -> Files.exists(accepted));
        Outcome done =
                installation.run("wait-file", accepted.toString(), "--timeout", "120", "--data", DATA.toString());
        assertThat(done.exit()).as(done.output()).isZero();
        stop();
        order = new SyncOrder(new Trace(Files.readAllLines(TRACE, StandardCharsets.ISO_8859_1)), DATA);
    }

    private static boolean mayTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(Installation installation) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-s", "0", "--seccomp-bpf"));
        command.addAll(List.of("-e", "trace=" + CALLS, "-e", "signal=none", "-o", TRACE.toString()));
        command.addAll(List.of(installation.home().resolve("bin/yuhitsu").toString(), "start", "--foreground"));
        command.addAll(List.of("--data", DATA.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("server.txt").toFile())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server == null) {
            return;
        }
        server.children().forEach(ProcessHandle::destroy);
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    @Test
    void contentIsSyncedBeforeItHasItsName() {
        assertThat(order.namedBelow("blobs"))
                .as("recording, facts, segment, transcript, minutes, documents")
                .hasSizeGreaterThan(10)
                .allSatisfy(naming -> assertThat(order.isContentSynced(SyncOrder.from(naming), naming))
                        .as("content of %s", SyncOrder.to(naming))
                        .isTrue());
    }

    @Test
    void theNameOfContentIsSyncedBeforeARowThatPointsToItIsCommitted() {
        assertThat(order.namedBelow("blobs")).allSatisfy(naming -> {
            Call commit = order.nextCommit(naming).orElseThrow();
            assertThat(order.isSynced(SyncOrder.to(naming).getParent(), naming, commit))
                    .as("folder of %s", SyncOrder.to(naming))
                    .isTrue();
        });
    }

    @Test
    void newFoldersOfContentAreSyncedBeforeARowThatPointsIntoThemIsCommitted() {
        assertThat(order.madeBelow("blobs"))
                .filteredOn(making -> order.nextCommit(making).isPresent())
                .hasSizeGreaterThan(3)
                .allSatisfy(this::assertParentSynced);
    }

    @Test
    void theJobIsCommittedBeforeTheRecordingLeavesTheInbox() {
        Call naming = only(order.namedBelow("accepted"));
        Call facts = order.namedBelow("blobs").stream()
                .filter(each -> each.thread() == naming.thread() && each.isBefore(naming))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(order.isCommitBetween(facts, naming)).isTrue();
    }

    @Test
    void bothFoldersAreSyncedWhenTheRecordingHasLeftTheInbox() {
        Call naming = only(order.namedBelow("accepted"));
        Call removal = only(order.removedFrom("inbox"));
        assertThat(naming.isBefore(removal)).isTrue();
        assertThat(order.isSynced(DATA.resolve("accepted/default"), naming, null))
                .as("accepted/default")
                .isTrue();
        assertThat(order.isSynced(DATA.resolve("inbox/default"), removal, null))
                .as("inbox/default")
                .isTrue();
        assertThat(order.madeBelow("accepted")).isNotEmpty().allSatisfy(making -> assertThat(
                        order.isSynced(Path.of(making.names().get(0)).getParent(), making, naming))
                .as(making.names().get(0))
                .isTrue());
    }

    @Test
    void deliveredDocumentsAreSyncedBeforeTheirFolderHasItsName() {
        Call naming = only(order.namedBelow("outbox"));
        Path aside = SyncOrder.from(naming);
        List<Call> documents = order.filesMadeIn(aside, naming);
        assertThat(documents).as("documents and manifest").hasSizeGreaterThan(5).allSatisfy(document -> {
            assertThat(order.isContentSynced(Path.of(document.opened()), naming))
                    .as(document.opened())
                    .isTrue();
            assertThat(order.isSynced(aside, document, naming))
                    .as("the folder of %s", document.opened())
                    .isTrue();
        });
    }

    @Test
    void theNameOfADeliveryIsSyncedBeforeItIsCommittedAsDelivered() {
        Call naming = only(order.namedBelow("outbox"));
        Call delivered = order.nextCommit(naming).orElseThrow();
        assertThat(order.isSynced(SyncOrder.to(naming).getParent(), naming, delivered))
                .isTrue();
        assertThat(order.madeBelow("outbox"))
                .filteredOn(making -> order.nextCommit(making).isPresent())
                .isNotEmpty()
                .allSatisfy(this::assertParentSynced);
    }

    private void assertParentSynced(Call making) {
        Path folder = Path.of(making.names().get(0));
        Call commit = order.nextCommit(making).orElseThrow();
        assertThat(order.isSynced(folder.getParent(), making, commit))
                .as("parent of %s", folder)
                .isTrue();
    }

    private static Call only(List<Call> calls) {
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }
}
