package io.yuhitsu.routes.internal.files;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions that take nothing new: each is ended when what runs in it has ended, however long that takes. */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long CLOSE_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 10;

    private final List<RouteVersion> draining = new CopyOnWriteArrayList<>();
    private final ExecutorService closing;

    Drain(ThreadFactory threads) {
        this.closing = Executors.newCachedThreadPool(threads);
    }

    void add(RouteVersion version) {
        draining.add(version);
    }

    /** Ends what has become idle. */
    void look() {
        for (RouteVersion version : draining) {
            if (version.isIdle() && draining.remove(version)) {
                closing.execute(() -> close(version));
            }
        }
    }

    /** The server stops: ends all of them and those that still run, within that time. */
    void finish(List<RouteVersion> running, long millis) throws InterruptedException {
        for (RouteVersion version : running) {
            version.closeEntries();
            version.closeChannels();
            draining.add(version);
        }
        draining.forEach(RouteVersion::abandon);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!draining.stream().allMatch(RouteVersion::isIdle) && System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS);
        }
        draining.forEach(version -> closing.execute(() -> close(version)));
        draining.clear();
        closing.shutdown();
        if (!closing.awaitTermination(2 * CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
            closing.shutdownNow();
        }
    }

    private static void close(RouteVersion version) {
        try {
            version.close(CLOSE_MILLIS);
        } catch (RuntimeException e) {
            LOG.warn("a version of a route file did not end cleanly", e);
        }
    }
}
