package io.yuhitsu.core.internal;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Jobs;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.ProfileStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people see of jobs and do with them. */
@Component(service = Jobs.class)
public final class JobBook implements Jobs {
    /** Changes that other nodes make are not heard; they are looked for that often while somebody watches. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final JobStore jobs;
    private final DeliveryStore deliveries;
    private final ProfileStore profiles;
    private final BlobStore blobs;
    private final FactsReader facts;
    private final Wakeups wakeups;
    private final Changes changes;
    private final Running running;
    private final Estimates estimates;

    @Activate
    public JobBook(
            @Reference JobStore jobs,
            @Reference DeliveryStore deliveries,
            @Reference ProfileStore profiles,
            @Reference BlobStore blobs,
            @Reference Wakeups wakeups,
            @Reference Changes changes,
            @Reference Pace pace,
            @Reference Running running) {
        this.jobs = jobs;
        this.deliveries = deliveries;
        this.profiles = profiles;
        this.blobs = blobs;
        this.facts = new FactsReader(blobs);
        this.wakeups = wakeups;
        this.changes = changes;
        this.running = running;
        this.estimates = new Estimates(pace, running, facts, Clock.systemUTC());
    }

    @Override
    public List<Job> list(JobQuery query) {
        return jobs.list(query);
    }

    @Override
    public Optional<Job> find(TenantId tenant, JobId id) {
        return jobs.find(id).filter(job -> job.tenant().equals(tenant));
    }

    @Override
    public RecordingFacts facts(Job job) throws IOException {
        return facts.read(job);
    }

    @Override
    public List<JobEvent> log(Job job) {
        return jobs.log(job.id());
    }

    @Override
    public List<Delivery> deliveries(Job job) {
        return deliveries.list(job.id(), job.version());
    }

    @Override
    public List<Artifact> artifacts(Job job) {
        return jobs.artifacts(job.id(), job.version());
    }

    @Override
    public InputStream open(Job job, Artifact artifact) throws IOException {
        return Channels.newInputStream(blobs.open(job.tenant(), artifact.blob()));
    }

    @Override
    public Map<Stage, Map<State, Integer>> counts() {
        return jobs.counts();
    }

    @Override
    public Optional<Duration> eta(Job job) {
        return estimates.remaining(job);
    }

    @Override
    public boolean retry(TenantId tenant, JobId id) {
        return done(jobs.retry(tenant, id), id, "retried");
    }

    @Override
    public boolean rerun(TenantId tenant, JobId id) {
        return find(tenant, id)
                .map(job -> done(jobs.rerun(tenant, id, today(job)), id, "rerun"))
                .orElse(false);
    }

    /** Today's profile; a language that is known for this recording is not guessed again. */
    private ProfileSettings today(Job job) {
        ProfileSettings then = job.settings();
        ProfileSettings now = profiles.find(job.tenant(), job.profile())
                .map(Profile::settings)
                .orElse(then);
        return now.language().equals(ProfileSettings.AUTO) ? Languages.with(now, then.language()) : now;
    }

    @Override
    public boolean cancel(TenantId tenant, JobId id) {
        boolean cancelled = jobs.cancel(tenant, id, Said.message("cancelled"));
        if (cancelled) {
            running.stop(id);
        }
        return done(cancelled, id, "cancelled");
    }

    private boolean done(boolean changed, JobId id, String code) {
        if (changed) {
            jobs.find(id).ifPresent(job -> jobs.log(id, job.stage(), Said.message(code)));
            wakeups.wakeAll();
            changes.changed(id);
        }
        return changed;
    }

    @Override
    public Optional<Job> await(TenantId tenant, JobId id, Job known, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        try (Changes.Watch watch = changes.watch(id)) {
            Optional<Job> now = look(tenant, id, known);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            while (now.isPresent() && now.get().equals(known) && !left.isNegative()) {
                watch.await(left.compareTo(LOOK) < 0 ? left : LOOK);
                now = look(tenant, id, known);
                left = Duration.ofNanos(end - System.nanoTime());
            }
            return now;
        }
    }

    /** Whoever waits for a job waits for the store too. */
    private Optional<Job> look(TenantId tenant, JobId id, Job known) {
        try {
            return find(tenant, id);
        } catch (StoreUnavailableException e) {
            return Optional.of(known);
        }
    }
}
