package io.yuhitsu.core.internal;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes, once a day, old content that no row points to: left by a crash between blob and row, or replaced by a later try. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    /** Not while the server is busy starting. */
    private static final Duration FIRST = Duration.ofMinutes(10);

    private static final Duration EVERY = Duration.ofDays(1);

    private final JobStore jobs;
    private final BlobStore blobs;
    private final LiveSettings settings;
    private Instant due;

    Orphans(JobStore jobs, BlobStore blobs, LiveSettings settings, Instant started) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.settings = settings;
        this.due = started.plus(FIRST);
    }

    /** @return when there is work next */
    Instant pass(Instant now) {
        if (!now.isBefore(due)) {
            sweep(now);
            due = now.plus(EVERY);
        }
        return due;
    }

    private void sweep(Instant now) {
        try {
            // The blobs first: a row that comes into being meanwhile is seen when the rows are read after it.
            List<BlobStore.Stored> old = olderThan(now.minus(settings.get().orphanAge()));
            Set<BlobRef> referenced = jobs.referencedBlobs();
            int removed = 0;
            for (BlobStore.Stored blob : old) {
                if (!referenced.contains(blob.blob()) && blobs.delete(blob.tenant(), blob.blob())) {
                    removed++;
                }
            }
            LOG.info("{} of {} old objects had no job and were removed", removed, old.size());
        } catch (IOException e) {
            LOG.warn("content without a job could not be removed, next try in a day", e);
        }
    }

    private List<BlobStore.Stored> olderThan(Instant instant) throws IOException {
        try (Stream<BlobStore.Stored> found = blobs.olderThan(instant)) {
            return found.toList();
        }
    }
}
