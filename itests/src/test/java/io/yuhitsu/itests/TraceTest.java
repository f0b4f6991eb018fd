package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.itests.Trace.Call;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On lines as strace wrote them. */
class TraceTest {
    private static final String CWD = "AT_FDCWD</d>";
    private static final Path DATA = Path.of("/d");

    private static Trace trace(String... lines) {
        return new Trace(List.of(lines));
    }

    @Test
    void aCallHasItsThreadItsFileAndItsResult() {
        Call call = trace("29377 fsync(86</d/db/log/log.ctrl>) = 0").calls().get(0);
        assertThat(call.thread()).isEqualTo(29377);
        assertThat(call.is("fdatasync", "fsync")).isTrue();
        assertThat(call.file()).isEqualTo("/d/db/log/log.ctrl");
        assertThat(call.descriptor()).isEqualTo(86);
        assertThat(call.succeeded()).isTrue();
    }

    @Test
    void namesAndWhatWasOpenedAreRead() {
        Call open = trace("7 openat(" + CWD + ", \"/d/a b\", O_RDWR|O_CREAT, 0666) = 84</d/a b>")
                .calls()
                .get(0);
        assertThat(open.names()).containsExactly("/d/a b");
        assertThat(open.opened()).isEqualTo("/d/a b");
        assertThat(open.result()).isEqualTo(84);
        Call link = trace("7 link(\"/d/x\", \"/d/\\\"y\\\"\") = 0").calls().get(0);
        assertThat(link.names()).containsExactly("/d/x", "/d/\"y\"");
    }

    @Test
    void namesBeyondAsciiAreRead() {
        Call call = trace("7 unlink(\"/d/\\344\\274\\232\\350\\255\\260.wav\") = 0")
                .calls()
                .get(0);
        assertThat(call.names()).containsExactly("/d/会議.wav");
    }

    @Test
    void aCallThatOthersInterruptedEndsWhereItWasResumed() {
        List<Call> calls = trace(
                        "1 fsync(5</d/a> <unfinished ...>",
                        "2 write(6</d/b>, \"\"..., 10) = 10",
                        "1 <... fsync resumed>) = 0")
                .calls();
        assertThat(calls).extracting(Call::name).containsExactly("fsync", "write");
        assertThat(calls.get(0).file()).isEqualTo("/d/a");
        assertThat(calls.get(0).isBefore(calls.get(1))).as("still under way").isFalse();
    }

    @Test
    void failuresAndWhatIsNoCallAreTold() {
        List<Call> calls = trace(
                        "1 +++ exited with 0 +++",
                        "1 openat(" + CWD + ", \"/d/none\", O_RDONLY) = -1 ENOENT (No such file or directory)")
                .calls();
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).succeeded()).isFalse();
    }

    @Test
    void whatIsWrittenBehindASyncIsNotSynced() {
        SyncOrder early = new SyncOrder(
                trace(
                        "1 fsync(5</d/a>) = 0",
                        "1 write(5</d/a>, \"\"..., 10) = 10",
                        "1 rename(\"/d/a\", \"/d/blobs/b\") = 0"),
                DATA);
        Call naming = early.namedBelow("blobs").get(0);
        assertThat(early.isContentSynced(Path.of("/d/a"), naming)).isFalse();

        SyncOrder right = new SyncOrder(
                trace(
                        "1 write(5</d/a>, \"\"..., 10) = 10",
                        "1 fsync(5</d/a>) = 0",
                        "1 rename(\"/d/a\", \"/d/blobs/b\") = 0"),
                DATA);
        assertThat(right.isContentSynced(
                        Path.of("/d/a"), right.namedBelow("blobs").get(0)))
                .isTrue();
    }

    @Test
    void aFolderIsSyncedOnlyWhenThatHappensBetweenTheTwoCalls() {
        SyncOrder order = new SyncOrder(
                trace(
                        "1 fsync(9</d/blobs>) = 0",
                        "1 rename(\"/d/a\", \"/d/blobs/b\") = 0",
                        "1 openat(" + CWD + ", \"/d/db/log/log1.dat\", O_RDWR|O_DSYNC, 0666) = 4</d/db/log/log1.dat>",
                        "1 write(4</d/db/log/log1.dat>, \"\"..., 100) = 100",
                        "1 fsync(9</d/blobs>) = 0"),
                DATA);
        Call naming = order.namedBelow("blobs").get(0);
        Call commit = order.nextCommit(naming).orElseThrow();
        assertThat(order.isSynced(Path.of("/d/blobs"), naming, commit)).isFalse();
        assertThat(order.isSynced(Path.of("/d/blobs"), naming, null)).isTrue();
    }

    @Test
    void aWriteToTheDatabasesLogIsACommitOnlyWhenItIsSynchronousOrSynced() {
        String open = "1 openat(" + CWD + ", \"/d/db/log/log1.dat\", O_RDWR|O_CREAT, 0666) = 4</d/db/log/log1.dat>";
        String write = "1 write(4</d/db/log/log1.dat>, \"\"..., 100) = 100";
        assertThat(new SyncOrder(trace(open, write), DATA).commits()).isEmpty();
        assertThat(new SyncOrder(trace(open.replace("O_CREAT", "O_DSYNC"), write), DATA).commits())
                .hasSize(1);
        assertThat(new SyncOrder(trace(open, write, "1 fdatasync(4</d/db/log/log1.dat>) = 0"), DATA).commits())
                .hasSize(1);
    }
}
