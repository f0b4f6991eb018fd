package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.CancelToken;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many may work at once; the number may change while they work. Thread-safe. */
final class Slots {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private int most;
    private int taken;

    Slots(int most) {
        this.most = most;
    }

    int most() {
        lock.lock();
        try {
            return most;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether that is another number than before */
    boolean resize(int number) {
        lock.lock();
        try {
            boolean other = number != most;
            most = number;
            changed.signalAll();
            return other;
        } finally {
            lock.unlock();
        }
    }

    void acquire(CancelToken cancel) throws InterruptedException {
        try (CancelToken.Registration ignored = cancel.onTrip(this::wake)) {
            lock.lockInterruptibly();
            try {
                while (taken >= most) {
                    cancelled(cancel);
                    changed.await();
                }
                cancelled(cancel);
                taken++;
            } finally {
                lock.unlock();
            }
        }
    }

    private static void cancelled(CancelToken cancel) {
        if (cancel.isTripped()) {
            throw new CancellationException("no longer wanted");
        }
    }

    void release() {
        lock.lock();
        try {
            taken--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
