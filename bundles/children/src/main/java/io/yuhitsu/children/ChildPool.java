package io.yuhitsu.children;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Child processes of one kind. A child that dies is replaced. Thread-safe. */
@ProviderType
public interface ChildPool extends AutoCloseable {
    /** Code of the failure of a call that found no free child. */
    String NO_CHILD = "child-busy";

    /** Code of the failure of a call for which no child could be started: it died on the way, or was killed. Another may start. */
    String NOT_STARTED = "child-start";

    /** Code of the failure of a call whose child reported that what it was told to load cannot be used. No other would do better. */
    String UNUSABLE = "child-unusable";

    /**
     * Begins a call: takes a child for it, waiting for one when all are busy.
     *
     * @param deadline how long the child may keep its caller waiting in this call, all its answers together; time that the caller spends
     *     elsewhere does not count
     * @param cancel kills the child at once when it trips
     * @throws FailureException BUSY: no child became free in time, or the pool is closed; INTERNAL with code {@link #NOT_STARTED} or
     *     {@link #UNUSABLE}: no child can be started
     */
    ChildCall open(Duration deadline, CancelToken cancel) throws FailureException, InterruptedException;

    /**
     * Does a whole call.
     *
     * @throws FailureException as {@link #open} and {@link ChildCall#receive}, and what the conversation throws
     */
    default <T> T call(Duration deadline, CancelToken cancel, Conversation<T> conversation)
            throws FailureException, InterruptedException {
        try (ChildCall call = open(deadline, cancel)) {
            T result = conversation.with(call);
            call.end();
            return result;
        }
    }

    /** What is said in a call. */
    @FunctionalInterface
    interface Conversation<T> {
        T with(ChildCall call) throws FailureException, InterruptedException;
    }

    /** Process ids of the children that live now. */
    List<Long> pids();

    /** Kills all children, within 2 s; calls that run fail as BUSY. */
    @Override
    void close();
}
