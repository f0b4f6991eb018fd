package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.pipeline.Jobs;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs in memory that do not move by themselves. */
final class MemoryJobs implements Jobs {
    static final Instant RECEIVED = Instant.parse("2026-11-09T01:00:00Z");

    final Map<JobId, Job> jobs = new LinkedHashMap<>();
    final List<JobEvent> log = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    boolean away;
    final Map<Artifact, byte[]> artifacts = new LinkedHashMap<>();

    Job add(State state, Message reason, Sha256 hash) {
        JobId id = JobId.next(RECEIVED.toEpochMilli());
        Job job = job(id, state == State.DONE ? Stage.DONE : Stage.TRANSCRIBE, state, reason, hash, 1, RECEIVED);
        jobs.put(id, job);
        return job;
    }

    static Job job(JobId id, Stage stage, State state, Message reason, Sha256 hash, int version, Instant changed) {
        return new Job(
                id,
                TenantId.DEFAULT,
                ProfileId.DEFAULT,
                new RecordingRef(new BlobRef("0".repeat(32)), hash, 32_044),
                new BlobRef("1".repeat(32)),
                ProfileSettings.standard(ZoneOffset.UTC),
                version,
                stage,
                state,
                null,
                null,
                0,
                reason,
                0,
                0,
                RECEIVED,
                changed);
    }

    @Override
    public List<Job> list(JobQuery query) {
        answer();
        return jobs.values().stream()
                .sorted(Comparator.comparing(Job::id).reversed())
                .filter(job -> query.before() == null || job.id().compareTo(query.before()) < 0)
                .filter(job -> query.states().isEmpty() || query.states().contains(job.state()))
                .limit(query.limit())
                .toList();
    }

    private void answer() {
        if (away) {
            throw new StoreUnavailableException("away", null);
        }
    }

    @Override
    public Optional<Job> find(TenantId tenant, JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public RecordingFacts facts(Job job) {
        return new RecordingFacts(
                "a.wav",
                "",
                "a",
                LocalDate.of(2026, 11, 9),
                DateSource.RECEIVED,
                List.of(),
                new Recorded("wav", "pcm_s16le", Duration.ofSeconds(103), 1, 16_000, null, false),
                List.of());
    }

    @Override
    public List<JobEvent> log(Job job) {
        return List.copyOf(log);
    }

    @Override
    public List<Delivery> deliveries(Job job) {
        return List.copyOf(deliveries);
    }

    @Override
    public List<Artifact> artifacts(Job job) {
        return List.copyOf(artifacts.keySet());
    }

    @Override
    public InputStream open(Job job, Artifact artifact) {
        return new ByteArrayInputStream(artifacts.get(artifact));
    }

    @Override
    public Map<Stage, Map<State, Integer>> counts() {
        answer();
        Map<Stage, Map<State, Integer>> counts = new HashMap<>();
        jobs.values().forEach(job -> counts.computeIfAbsent(job.stage(), stage -> new HashMap<>())
                .merge(job.state(), 1, Integer::sum));
        return counts;
    }

    @Override
    public Optional<Duration> eta(Job job) {
        return Optional.empty();
    }

    @Override
    public boolean retry(TenantId tenant, JobId id) {
        return false;
    }

    @Override
    public boolean rerun(TenantId tenant, JobId id) {
        return false;
    }

    @Override
    public boolean cancel(TenantId tenant, JobId id) {
        return false;
    }

    @Override
    public Optional<Job> await(TenantId tenant, JobId id, Job known, Duration wait) {
        return find(tenant, id);
    }
}
