package io.yuhitsu.core.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Lets a limited number in. The limit may change at any time; who is inside stays. */
final class Room {
    private final IntSupplier limit;
    private int inside;

    Room(IntSupplier limit) {
        this.limit = limit;
    }

    /** Waits for a place. @return false when the time is over first */
    synchronized boolean enter(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (inside >= limit.getAsInt()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Ends nobody's wait but makes the waiting look at the limit again. */
    synchronized void look() {
        notifyAll();
    }
}
