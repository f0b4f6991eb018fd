package io.yuhitsu.api.pipeline;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs as an operator or a reader sees and steers them. Thread-safe. A job of another tenant is not found. */
public interface Jobs {
    List<Job> list(JobQuery query);

    Optional<Job> find(TenantId tenant, JobId id);

    /** What is known about the job's recording. Meeting content. */
    RecordingFacts facts(Job job) throws IOException;

    List<JobEvent> log(Job job);

    List<Delivery> deliveries(Job job);

    /** The results of the job's present version. */
    List<Artifact> artifacts(Job job);

    InputStream open(Job job, Artifact artifact) throws IOException;

    /** How many jobs are where. */
    Map<Stage, Map<State, Integer>> counts();

    /** How long until the job is done, from what was measured on this machine; nothing while that is unknown. */
    Optional<Duration> eta(Job job);

    /** Tries a DEAD, CANCELLED or WAITING job again from its stage. @return false when it is in none of these states */
    boolean retry(TenantId tenant, JobId id);

    /** Starts a new version from the stored recording with today's profile, model and template. @return false while it is not in a final state */
    boolean rerun(TenantId tenant, JobId id);

    /** Ends a job that is not in a final state; running work is broken off within two seconds. @return false when it was already final */
    boolean cancel(TenantId tenant, JobId id);

    /**
     * Blocks until something changed in the job or the time is over.
     *
     * @return the job as it is then
     */
    Optional<Job> await(TenantId tenant, JobId id, Job known, Duration wait) throws InterruptedException;
}
