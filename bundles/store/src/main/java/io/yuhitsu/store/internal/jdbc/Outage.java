package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.store.internal.Said;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.transaction.TransactionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that does not answer: said once when it goes and once when it is back. Meanwhile one caller at a time tries it, and the others
 * are told at once: each of them would only wait as long for the same answer.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Texts TEXTS = Texts.beside(Outage.class);
    /** What comes and goes, or fails for some and not for others, is not said each time. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    interface Attempt<T, X extends Exception> {
        T run() throws X;
    }

    private final Lock trying = new ReentrantLock();
    private volatile boolean away;
    private boolean closed;
    private boolean said;
    private long since;
    private long quietUntil = System.nanoTime();

    /** @throws StoreUnavailableException the database is away, and somebody else is trying it */
    <T, X extends Exception> T watch(Attempt<T, X> attempt) throws X {
        boolean guarded = away;
        if (guarded && !trying.tryLock()) {
            throw new StoreUnavailableException(Said.inBoth(TEXTS.message("database-unavailable")), null, true);
        }
        try {
            T answer = attempt.run();
            if (away) {
                over();
            }
            return answer;
        } finally {
            if (guarded) {
                trying.unlock();
            }
        }
    }

    /**
     * @param gone whether nobody gets an answer now
     * @return what the caller is told
     */
    synchronized StoreUnavailableException failed(Exception why, boolean gone) {
        long now = System.nanoTime();
        if (gone && !away) {
            away = true;
            since = now;
        }
        String message = Said.inBoth(TEXTS.message("database-unavailable"));
        if (!said && now - quietUntil >= 0 && !closed) {
            if (gone) {
                // Where in our code it was met says nothing.
                LOG.warn("{} ({})", message, innermost(why).toString());
                LOG.debug("met here", why);
            } else {
                LOG.warn(message, why);
            }
            quietUntil = now + QUIET.toNanos();
            said = gone;
        }
        // Only the answer to a commit can be lost; what failed before it was rolled back.
        return new StoreUnavailableException(message, why, !(why instanceof TransactionException));
    }

    private static Throwable innermost(Throwable why) {
        Throwable cause = why;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private synchronized void over() {
        if (away) {
            away = false;
            if (said) {
                Duration lasted = Duration.ofNanos(System.nanoTime() - since);
                LOG.info(Said.inBoth(TEXTS.message("database-back", Long.toString(lasted.toSeconds()))));
                said = false;
            }
        }
    }

    /** From here on it is away because this server ends. */
    synchronized void close() {
        closed = true;
    }
}
