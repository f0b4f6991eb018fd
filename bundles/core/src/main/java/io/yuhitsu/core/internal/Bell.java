package io.yuhitsu.core.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes the threads that wait for it, also those that begin to wait only after it rang. */
final class Bell {
    private long rings;

    /** What to hand to {@link #await}; taken before looking for work, so that no ring in between is missed. */
    synchronized long heard() {
        return rings;
    }

    synchronized void ring() {
        rings++;
        notifyAll();
    }

    /** @return whether it rang since {@code heard}; false when the time is over first */
    synchronized boolean await(long heard, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (rings == heard) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
