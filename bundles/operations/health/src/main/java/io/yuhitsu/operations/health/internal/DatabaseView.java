package io.yuhitsu.operations.health.internal;

import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * What the database says, as it was a moment ago. However often somebody looks, the database is asked every two seconds at most, and works a
 * twentieth of the time at most; it is asked on a thread of its own, so that nobody hangs with it. Thread-safe.
 */
final class DatabaseView implements AutoCloseable {
    /** What counts as lately. */
    static final Duration LATELY = Duration.ofDays(1);

    private static final Seen NOTHING = new Seen(
            new JobStore.Census(Map.of(), Map.of(), 0),
            new DeliveryStore.Census(null, Map.of()),
            false,
            0,
            Instant.MIN);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int SHARE = 20;

    private final Parts parts;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration patience;
    private final ThreadPoolExecutor thread;
    private Seen seen = NOTHING;
    private Future<Seen> asking;
    private long lookedAt;
    private boolean looked;

    /**
     * @param away the database does not answer, the rest is as it was before
     * @param nanos what it took to ask
     */
    record Seen(JobStore.Census jobs, DeliveryStore.Census deliveries, boolean away, long nanos, Instant at) {
        Seen butAway() {
            return new Seen(jobs, deliveries, true, nanos, at);
        }
    }

    DatabaseView(Parts parts, Clock clock) {
        this(parts, clock, System::nanoTime, Duration.ofSeconds(2));
    }

    /** @param nanos time that passes between looks @param patience how long to wait for an answer */
    DatabaseView(Parts parts, Clock clock, LongSupplier nanos, Duration patience) {
        this.parts = parts;
        this.clock = clock;
        this.nanos = nanos;
        this.patience = patience;
        thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "yuhitsu-health");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    synchronized Seen look() {
        if (looked && nanos.getAsLong() - lookedAt < Math.max(FRESH.toNanos(), SHARE * seen.nanos())) {
            return seen;
        }
        looked = true;
        if (asking == null) {
            asking = thread.submit(this::ask);
        }
        seen = answer();
        lookedAt = nanos.getAsLong();
        return seen;
    }

    private Seen answer() {
        try {
            Seen answered = asking.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            asking = null;
            return answered;
        } catch (TimeoutException e) {
            return seen.butAway();
        } catch (ExecutionException e) {
            asking = null;
            if (e.getCause() instanceof StoreUnavailableException) {
                return seen.butAway();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return seen;
        }
    }

    private Seen ask() {
        Parts.Stores stores =
                parts.stores().orElseThrow(() -> new StoreUnavailableException("there is no store", null));
        Instant now = clock.instant();
        long began = System.nanoTime();
        JobStore.Census jobs = stores.jobs().census(now.minus(LATELY));
        DeliveryStore.Census deliveries = stores.deliveries().census(now.minus(LATELY));
        return new Seen(jobs, deliveries, false, System.nanoTime() - began, now);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
