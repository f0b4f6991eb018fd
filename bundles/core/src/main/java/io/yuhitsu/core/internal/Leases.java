package io.yuhitsu.core.internal;

import io.yuhitsu.api.CancelToken;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases that this process holds, each with the token that ends its work. Thread-safe. */
final class Leases<L> {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** A lease, what ends the work on it, and when that began, in {@link System#nanoTime}. */
    record Held<L>(L lease, CancelToken cancel, long sinceNanos) {}

    private final Map<L, Held<L>> held = new ConcurrentHashMap<>();
    // Claims read, trips write: a trip reaches every job that was claimed before it, also one whose claim has just
    // returned.
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** Claims something and holds its lease; nothing when there is none or this is closed. */
    <C> Optional<C> claim(Supplier<Optional<C>> claim, Function<C, L> leaseOf) {
        gate.readLock().lock();
        try {
            Optional<C> claimed = closed ? Optional.empty() : claim.get();
            claimed.map(leaseOf)
                    .ifPresent(lease -> held.put(lease, new Held<>(lease, new CancelToken(), System.nanoTime())));
            return claimed;
        } finally {
            gate.readLock().unlock();
        }
    }

    Optional<Held<L>> find(L lease) {
        return Optional.ofNullable(held.get(lease));
    }

    Optional<Held<L>> any(Predicate<L> which) {
        return held.values().stream().filter(h -> which.test(h.lease())).findFirst();
    }

    long count(Predicate<L> which) {
        return held.keySet().stream().filter(which).count();
    }

    /** The token of a lease; a tripped one when the lease is not held. */
    CancelToken token(L lease) {
        Held<L> found = held.get(lease);
        if (found != null) {
            return found.cancel();
        }
        CancelToken tripped = new CancelToken();
        tripped.trip();
        return tripped;
    }

    boolean release(L lease) {
        boolean released = held.remove(lease) != null;
        if (released) {
            synchronized (held) {
                held.notifyAll();
            }
        }
        return released;
    }

    /** Renews all, and trips those that {@code renew} gives back because they are gone. */
    void renew(Function<Collection<L>, Set<L>> renew) {
        List<L> mine = List.copyOf(held.keySet());
        if (!mine.isEmpty()) {
            renew.apply(mine).forEach(gone -> find(gone).ifPresent(this::trip));
        }
    }

    void trip(Predicate<L> which) {
        awaitClaims();
        held.values().stream().filter(h -> which.test(h.lease())).forEach(this::trip);
    }

    /** Waits for the claims that are under way; not for ones that hang in a dead database. */
    private void awaitClaims() {
        try {
            if (gate.writeLock().tryLock(2, TimeUnit.SECONDS)) {
                gate.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trip(Held<L> lease) {
        try {
            lease.cancel().trip();
        } catch (RuntimeException e) {
            LOG.warn("an action at the end of work failed", e);
        }
    }

    /**
     * Lets nothing be claimed any more, trips everything and waits for the workers to let go.
     *
     * @return what they still hold when the time is over
     */
    Set<L> close(Duration wait) {
        closed = true;
        awaitClaims();
        held.values().forEach(this::trip);
        long end = System.nanoTime() + wait.toNanos();
        synchronized (held) {
            long left = wait.toMillis();
            try {
                while (!held.isEmpty() && left > 0) {
                    held.wait(left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Set.copyOf(held.keySet());
    }
}
