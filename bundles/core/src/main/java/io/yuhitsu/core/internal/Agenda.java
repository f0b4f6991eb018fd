package io.yuhitsu.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The next time at which one thread has to do its work; others may bring it forward. */
final class Agenda {
    private static final Duration LONGEST = Duration.ofHours(1);

    private Instant next = Instant.MAX;

    /** Work is due then at the latest. */
    synchronized void add(Instant at) {
        if (at.isBefore(next)) {
            next = at;
            notifyAll();
        }
    }

    /** Waits until something is due, and forgets it. */
    synchronized void await(Clock clock) throws InterruptedException {
        Instant now = clock.instant();
        while (now.isBefore(next)) {
            Duration left = next.isBefore(now.plus(LONGEST)) ? Duration.between(now, next) : LONGEST;
            TimeUnit.NANOSECONDS.timedWait(this, left.toNanos());
            now = clock.instant();
        }
        next = Instant.MAX;
    }
}
