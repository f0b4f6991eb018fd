package io.yuhitsu.itests;

import io.yuhitsu.itests.Trace.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a trace says about the order of syncs: what would survive a power cut at each moment. */
final class SyncOrder {
    private final List<Call> calls;
    private final Path data;
    private final List<Call> commits;

    /** @param data the data folder as the server names it */
    SyncOrder(Trace trace, Path data) {
        this.data = data;
        this.calls = trace.calls().stream()
                .filter(call -> call.succeeded() && isKept(call))
                .toList();
        this.commits = commits(calls, data);
    }

    /** What lies in these two is made anew, and most of all calls go there. */
    private boolean isKept(Call call) {
        return Stream.concat(Stream.of(call.file(), call.opened()), call.names().stream())
                .map(Path::of)
                .anyMatch(path -> path.startsWith(data)
                        && !path.startsWith(data.resolve("run"))
                        && !path.startsWith(data.resolve("log")));
    }

    /** Writes to the log of the embedded database that are on the disk when they return, and syncs of it. */
    private static List<Call> commits(List<Call> calls, Path data) {
        String log = data.resolve("db/log/log").toString();
        List<Call> commits = new ArrayList<>();
        Map<Long, Call> opened = new HashMap<>();
        for (Call call : calls) {
            if (call.is("openat", "open")) {
                opened.put(call.result(), call);
            } else if (call.file().startsWith(log) && call.file().endsWith(".dat")) {
                Call open = opened.get(call.descriptor());
                boolean synchronous = open != null
                        && open.opened().equals(call.file())
                        && (open.arguments().contains("O_DSYNC")
                                || open.arguments().contains("O_SYNC"));
                if (isWrite(call) && synchronous || isSync(call)) {
                    commits.add(call);
                }
            }
        }
        return commits;
    }

    List<Call> commits() {
        return commits;
    }

    private static boolean isWrite(Call call) {
        return call.is("write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate");
    }

    private static boolean isSync(Call call) {
        return call.is("fsync", "fdatasync");
    }

    /** Names that came into being below a folder of the data folder, by rename or link. */
    List<Call> namedBelow(String folder) {
        Path below = data.resolve(folder);
        return calls.stream()
                .filter(call -> call.is("rename", "renameat", "renameat2", "link", "linkat"))
                .filter(call -> to(call).startsWith(below))
                .toList();
    }

    /** Folders that were made below a folder of the data folder. */
    List<Call> madeBelow(String folder) {
        Path below = data.resolve(folder);
        return calls.stream()
                .filter(call -> call.is("mkdir", "mkdirat"))
                .filter(call -> Path.of(call.names().get(0)).startsWith(below)
                        && !Path.of(call.names().get(0)).equals(below))
                .toList();
    }

    /** Names that went out of a folder of the data folder, or from below it. */
    List<Call> removedFrom(String folder) {
        Path below = data.resolve(folder);
        return calls.stream()
                .filter(call -> call.is("unlink", "unlinkat"))
                .filter(call -> Path.of(call.names().get(0)).startsWith(below))
                .toList();
    }

    /** Files that were made in that folder before the call. */
    List<Call> filesMadeIn(Path folder, Call before) {
        return calls.stream()
                .filter(call -> call.is("openat", "open") && call.arguments().contains("O_CREAT"))
                .filter(call -> folder.equals(Path.of(call.opened()).getParent()) && call.isBefore(before))
                .toList();
    }

    static Path from(Call naming) {
        return Path.of(naming.names().get(0));
    }

    static Path to(Call naming) {
        return Path.of(naming.names().get(naming.names().size() - 1));
    }

    /** Whether all that was ever written into the file was synced before the call. */
    boolean isContentSynced(Path file, Call before) {
        Optional<Call> written =
                last(call -> isWrite(call) && call.file().equals(file.toString()) && call.begin() < before.begin());
        return written.isPresent() && isSynced(file, written.get(), before);
    }

    /** Whether file or folder were synced between the two calls; to the end of the trace when there is no second. */
    boolean isSynced(Path fileOrFolder, Call after, Call before) {
        return calls.stream()
                .anyMatch(call -> isSync(call)
                        && call.file().equals(fileOrFolder.toString())
                        && after.isBefore(call)
                        && (before == null || call.isBefore(before)));
    }

    /** The next commit of the thread that made the call. */
    Optional<Call> nextCommit(Call after) {
        return commits.stream()
                .filter(commit -> commit.thread() == after.thread() && after.isBefore(commit))
                .findFirst();
    }

    /** Whether anything was committed between the two calls by the thread of the second. */
    boolean isCommitBetween(Call after, Call before) {
        return commits.stream()
                .anyMatch(commit ->
                        commit.thread() == before.thread() && after.isBefore(commit) && commit.isBefore(before));
    }

    private Optional<Call> last(Predicate<Call> which) {
        return calls.stream().filter(which).reduce((first, second) -> second);
    }
}
