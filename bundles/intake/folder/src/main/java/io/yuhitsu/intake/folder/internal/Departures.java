package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files out of the inbox when it is decided what they are. A decision is remembered until the file could be taken out, so that only
 * that is tried again; it is forgotten at a restart, after which the content is known by its hash. One thread.
 */
final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private static final DurableStep ACCEPTED = DurableStep.named("inbox.accept");
    private static final DurableStep SIDE_FILE = DurableStep.named("inbox.side-file");
    private static final DurableStep DELETED = DurableStep.named("inbox.delete");

    private final InboxEndpoint endpoint;
    private final Map<Path, Decision> pending = new HashMap<>();

    /** @param rejection why it cannot be a recording, null when it is stored */
    record Decision(Arrival arrival, Message rejection) {}

    Departures(InboxEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Another look begins. @param present files that are not among these are forgotten */
    void looking(Set<Path> present) {
        pending.keySet().retainAll(present);
    }

    /** What was decided about the file as it is now. */
    Optional<Decision> known(InboxScan.Candidate candidate, Arrival arrival) {
        return Optional.ofNullable(pending.get(candidate.file()))
                .filter(decision -> decision.arrival().equals(arrival));
    }

    /**
     * Takes the file out of the inbox.
     *
     * @return false when it is still there
     * @throws java.nio.file.NoSuchFileException somebody else took it away
     */
    boolean leave(InboxScan.Candidate candidate, Decision decision) throws IOException {
        try {
            if (decision.rejection() == null) {
                accept(candidate);
            } else {
                reject(candidate, decision.rejection());
            }
            pending.remove(candidate.file());
            return true;
        } catch (IOException e) {
            Arrival now = Arrival.of(candidate.file());
            if (now.isSameContent(decision.arrival())
                    && pending.put(candidate.file(), new Decision(now, decision.rejection())) == null) {
                LOG.warn(
                        "a file was {} and cannot be moved out of {} ({}); only the move is tried again",
                        decision.rejection() == null ? "stored" : "rejected",
                        endpoint.folder,
                        withoutNames(e));
            }
            return false;
        }
    }

    private void accept(InboxScan.Candidate candidate) throws IOException {
        // The recording goes last: as long as it is there, all is tried again.
        if (endpoint.delete) {
            Files.deleteIfExists(InboxScan.beside(candidate.file(), ".json"));
            DELETED.run(() -> Files.delete(candidate.file()));
        } else {
            Path to = target(endpoint.accepted, candidate);
            if (candidate.sideFile() != null) {
                Filing.move(candidate.sideFile(), to, SIDE_FILE);
            }
            Filing.move(candidate.file(), to, ACCEPTED);
        }
        Files.deleteIfExists(InboxScan.beside(candidate.file(), ".done"));
    }

    private void reject(InboxScan.Candidate candidate, Message reason) throws IOException {
        Path to = target(endpoint.rejected, candidate);
        Filing.reject(candidate.file(), to, reason);
        if (candidate.sideFile() != null) {
            Filing.move(candidate.sideFile(), to, SIDE_FILE);
        }
        Files.deleteIfExists(InboxScan.beside(candidate.file(), ".done"));
        LOG.info("a file in {} was rejected: {}", endpoint.folder, reason.code());
    }

    /** The same profile and sub-folders below another root; files at the top of the inbox are the default profile's. */
    private static Path target(String root, InboxScan.Candidate candidate) {
        Path parent = candidate.relative().getParent();
        return Path.of(root).toAbsolutePath().resolve(parent == null ? Path.of(ProfileId.DEFAULT.value()) : parent);
    }

    /** The message of such an exception is the name of a file, which says what a meeting is about. */
    static String withoutNames(IOException e) {
        String reason = e instanceof FileSystemException f ? f.getReason() : null;
        return e.getClass().getSimpleName() + (reason == null ? "" : ": " + reason);
    }
}
