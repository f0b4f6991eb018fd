package io.yuhitsu.core.internal;

import io.yuhitsu.api.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that repeats one act until it is closed. A fault of the act is logged, and it goes on after a pause. */
final class Loop implements AutoCloseable {
    /** Waits for its work itself; returns soon after {@link Loop#close} rang. */
    interface Act {
        /** @param closed asked after listening for the ring and before waiting, so that the ring is not missed */
        void run(BooleanSupplier closed) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Act act;
    private final Runnable wake;
    private final Bell closing = new Bell();
    private final Thread thread;
    private volatile boolean closed;

    /** @param wake ends the act's waiting */
    Loop(String name, Act act, Runnable wake) {
        this.act = act;
        this.wake = wake;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    Loop start() {
        thread.start();
        return this;
    }

    private boolean isClosed() {
        return closed;
    }

    private void run() {
        while (!closed) {
            try {
                try {
                    act.run(this::isClosed);
                } catch (StoreUnavailableException e) {
                    // The store says itself that it is away, once for all.
                    LOG.debug("{} pauses until the store is back: {}", thread.getName(), e.getMessage());
                    pause();
                } catch (RuntimeException | Error e) {
                    LOG.error("{} met a fault and goes on", thread.getName(), e);
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause() throws InterruptedException {
        long heard = closing.heard();
        if (!closed) {
            closing.await(heard, AFTER_FAULT);
        }
    }

    /** Ends the thread; interrupts it only when it does not end by itself, because an interrupt in the database closes its files. */
    @Override
    public void close() {
        closed = true;
        closing.ring();
        wake.run();
        try {
            thread.join(CLOSING.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
