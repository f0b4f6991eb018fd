package io.yuhitsu.core.internal;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes, now and then, old content that no row points to: left by a crash between blob and row, or replaced by a later try. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    /** Not while the server is busy starting. */
    private static final Duration FIRST = Duration.ofMinutes(10);

    private final JobStore jobs;
    private final BlobStore blobs;
    private final LiveSettings settings;
    private final int pageSize;
    private final Instant started;
    private Instant last;
    private final Deque<Outage> outages = new ArrayDeque<>();

    private record Outage(Instant from, Instant to) {}

    Orphans(JobStore jobs, BlobStore blobs, LiveSettings settings, Instant started) {
        this(jobs, blobs, settings, started, 50_000);
    }

    Orphans(JobStore jobs, BlobStore blobs, LiveSettings settings, Instant started, int pageSize) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.settings = settings;
        this.pageSize = pageSize;
        this.started = started;
    }

    /** Meanwhile nobody could write the row of an object: that time does not count for the age of any. */
    void storeWasAway(Instant from, Instant to) {
        outages.addLast(new Outage(from, to));
    }

    /** What is older had the whole age of an orphan to get its row. */
    private Instant limit(Instant now) {
        Instant limit = now.minus(settings.get().orphanAge());
        for (Iterator<Outage> latestFirst = outages.descendingIterator(); latestFirst.hasNext(); ) {
            Outage outage = latestFirst.next();
            if (outage.to().isAfter(limit)) {
                limit = limit.minus(Duration.between(outage.from(), outage.to()));
            } else {
                latestFirst.remove();
            }
        }
        return limit;
    }

    /** @return when there is work next */
    Instant pass(Instant now) {
        if (!now.isBefore(due())) {
            sweep(now);
            last = now;
        }
        return due();
    }

    private Instant due() {
        Duration every = settings.get().orphanSweep();
        if (last != null) {
            return last.plus(every);
        }
        return started.plus(every.compareTo(FIRST) < 0 ? every : FIRST);
    }

    private void sweep(Instant now) {
        Page page = new Page();
        try (Stream<BlobStore.Stored> old = blobs.olderThan(limit(now))) {
            old.forEach(page::add);
            page.turn();
            LOG.info("{} of {} old objects had no job and were removed", page.removed, page.seen);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("content without a job could not be removed; tried again at the next sweep", e);
        }
    }

    /**
     * Some of the old objects; what rows point to is read once for each page, so that neither has to fit into memory whole. The objects
     * first: a row that comes into being meanwhile is seen when the rows are read after them.
     */
    private final class Page {
        private final Map<BlobRef, BlobStore.Stored> unreferenced = new HashMap<>();
        private int seen;
        private int removed;

        private void add(BlobStore.Stored blob) {
            seen++;
            unreferenced.put(blob.blob(), blob);
            if (unreferenced.size() == pageSize) {
                turn();
            }
        }

        private void turn() {
            if (unreferenced.isEmpty()) {
                return;
            }
            jobs.referencedBlobs(unreferenced::remove);
            try {
                for (BlobStore.Stored orphan : unreferenced.values()) {
                    if (blobs.delete(orphan.tenant(), orphan.blob())) {
                        removed++;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            unreferenced.clear();
        }
    }
}
