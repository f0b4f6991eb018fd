package io.yuhitsu.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The next time at which one thread has to do its work; others may bring it forward. */
final class Agenda {
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
            Duration left = next.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(now, next);
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left.toSeconds(), 86_400) * 1_000_000_000L + left.getNano());
            now = clock.instant();
        }
        next = Instant.MAX;
    }
}
