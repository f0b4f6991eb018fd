package io.yuhitsu.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Tells a running step that its work is no longer wanted: the job was cancelled, its lease is gone, or the server stops. Thread-safe.
 * Tripped once, stays tripped.
 */
public final class CancelToken {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean tripped;

    /** A token that nobody trips. */
    public static CancelToken none() {
        return new CancelToken();
    }

    /** Runs all registered actions, on this thread. */
    public void trip() {
        List<Runnable> todo;
        synchronized (this) {
            if (tripped) {
                return;
            }
            tripped = true;
            todo = List.copyOf(actions);
            actions.clear();
        }
        todo.forEach(Runnable::run);
    }

    public synchronized boolean isTripped() {
        return tripped;
    }

    /** @throws CancellationException when the token is tripped */
    public void check() {
        if (isTripped()) {
            throw new CancellationException("no longer wanted");
        }
    }

    /**
     * Registers what is to be done when the token trips (kill a child, close a stream); runs at once when it has tripped already.
     *
     * @param action short and without exceptions
     * @return closed when the action is no longer needed
     */
    public Registration onTrip(Runnable action) {
        synchronized (this) {
            if (!tripped) {
                actions.add(action);
                return () -> {
                    synchronized (this) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** Undoes {@link #onTrip}. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
