package io.yuhitsu.core.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in the hands of its step. */
final class RunningStep implements StepContext {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStep.class);
    private static final int POISON = 3;
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final JobStore jobs;
    private final BlobStore blobs;
    private final Results results;
    private final Changes changes;
    private final Work work;
    private final RecordingFacts facts;
    private final Queue<Artifact> written = new ConcurrentLinkedQueue<>();
    private final AtomicLong progressAt = new AtomicLong(System.nanoTime() - PROGRESS_NANOS);

    RunningStep(JobStore jobs, BlobStore blobs, Changes changes, Work work, RecordingFacts facts) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.results = new Results(blobs);
        this.changes = changes;
        this.work = work;
        this.facts = facts;
    }

    @Override
    public Job job() {
        return work.job();
    }

    @Override
    public RecordingFacts facts() {
        return facts;
    }

    @Override
    public AudioSource recording() {
        return () -> blobs.open(job().tenant(), job().recording().blob());
    }

    @Override
    public CancelToken cancel() {
        return work.cancel();
    }

    @Override
    public void progress(double fraction) {
        long last = progressAt.get();
        long now = System.nanoTime();
        if (now - last < PROGRESS_NANOS || !progressAt.compareAndSet(last, now)) {
            return;
        }
        try {
            jobs.progress(lease(), Math.min(1, Math.max(0, fraction)));
            changes.changed(job().id());
        } catch (LeaseLostException e) {
            cancel().trip();
        } catch (StoreUnavailableException e) {
            // Only for people; whoever stores a result next waits for the store.
            progressAt.set(now);
        }
    }

    @Override
    public void log(Message message) {
        Patience.insist(cancel(), () -> {
            jobs.log(job().id(), job().stage(), message);
            return null;
        });
    }

    @Override
    public Artifact write(ArtifactKind kind, String name, String mediaType, Content content) throws FailureException {
        cancel().check();
        Artifact artifact = results.write(job().tenant(), kind, name, mediaType, content);
        written.add(artifact);
        return artifact;
    }

    /** Removes what the step wrote when it failed: on a full disk each try would leave more behind, until the sweep of orphans. */
    void discard() {
        for (Artifact artifact : written) {
            try {
                blobs.delete(job().tenant(), artifact.blob());
            } catch (IOException e) {
                LOG.debug("job {}: a result of a failed step is left to the sweep of orphans", job().id(), e);
            }
        }
    }

    @Override
    public List<Artifact> artifacts() {
        List<Artifact> all = Patience.insist(cancel(), () -> jobs.artifacts(job().id(), job().version()));
        return all.stream()
                .filter(a -> maker(a.kind()).compareTo(job().stage()) < 0)
                .toList();
    }

    private static Stage maker(ArtifactKind kind) {
        return switch (kind) {
            case TRANSCRIPT -> Stage.TRANSCRIBE;
            case MINUTES -> Stage.SUMMARISE;
            case DOCUMENT -> Stage.RENDER;
        };
    }

    @Override
    public InputStream read(ArtifactKind kind) throws FailureException {
        Artifact artifact = artifacts().stream()
                .filter(a -> a.kind() == kind)
                .findFirst()
                .orElseThrow(() ->
                        new FailureException(FailureKind.INTERNAL, Said.message("artifact-missing", kind.name())));
        try {
            return Channels.newInputStream(blobs.open(job().tenant(), artifact.blob()));
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, Said.message("content-unreadable"), e);
        }
    }

    @Override
    public List<Segment> segments(String plan) {
        return Patience.insist(cancel(), () -> jobs.segments(job().id(), job().version(), plan));
    }

    @Override
    public void finishSegment(String plan, int index, long startMs, long endMs, byte[] words) throws FailureException {
        cancel().check();
        BlobStore.StoredBlob stored = results.put(job().tenant(), new ByteArrayInputStream(words));
        underLease(() -> {
            jobs.putSegment(lease(), new Segment(plan, index, startMs, endMs, stored.blob()));
            return null;
        });
    }

    @Override
    public byte[] words(Segment segment) throws FailureException {
        try (InputStream in = Channels.newInputStream(blobs.open(job().tenant(), segment.blob()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, Said.message("content-unreadable"), e);
        }
    }

    @Override
    public void childDied(Message what) throws FailureException {
        // A child that was killed because nobody wants its work any more says nothing about the recording.
        cancel().check();
        int deaths = underLease(() -> jobs.childDied(lease()));
        log(what);
        if (deaths >= POISON) {
            throw FailureException.badInput(Said.message("poison", deaths));
        }
    }

    private Lease lease() {
        return work.lease();
    }

    private <T> T underLease(Patience.Request<T, LeaseLostException> request) {
        try {
            return Patience.insist(cancel(), request);
        } catch (LeaseLostException e) {
            cancel().trip();
            throw lost(e);
        }
    }

    static CancellationException lost(LeaseLostException cause) {
        CancellationException lost = new CancellationException("the lease is gone");
        lost.initCause(cause);
        return lost;
    }
}
