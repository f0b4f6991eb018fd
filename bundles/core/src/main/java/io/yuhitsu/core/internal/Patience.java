package io.yuhitsu.core.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats what the store could not do until it can, or until the work is no longer wanted. */
final class Patience {
    /** What is asked of the store; it may refuse with {@code E}. */
    interface Request<T, E extends Exception> {
        T run() throws E;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long SHORTEST_MS = 100;
    private static final long LONGEST_MS = 5_000;

    private Patience() {}

    /** @throws StoreUnavailableException the token tripped before the store answered */
    static <T, E extends Exception> T insist(CancelToken cancel, Request<T, E> request) throws E {
        long pause = SHORTEST_MS;
        while (true) {
            try {
                return request.run();
            } catch (StoreUnavailableException e) {
                // The store says itself that it is away, once for all.
                LOG.debug("waiting for the store: {}", e.getMessage());
                if (cancel.isTripped() || !sleep(cancel, pause)) {
                    throw e;
                }
                pause = Math.min(LONGEST_MS, pause * 2);
            }
        }
    }

    /** @return false when the thread was interrupted. A token that trips ends the pause early, for one last try. */
    private static boolean sleep(CancelToken cancel, long millis) {
        CountDownLatch tripped = new CountDownLatch(1);
        try (CancelToken.Registration registration = cancel.onTrip(tripped::countDown)) {
            tripped.await(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
