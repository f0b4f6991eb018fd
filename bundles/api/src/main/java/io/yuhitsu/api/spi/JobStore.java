package io.yuhitsu.api.spi;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The truth about jobs. Every method is one transaction and durable when it returns; all are thread-safe and may be called from several
 * nodes. Stage, state and version change by compare-and-set; whoever comes with an old lease token changes nothing. Only the core calls
 * the methods that change something.
 *
 * <p>A store that cannot do its work throws {@link StoreUnavailableException}; then nothing was changed, or the change is complete.
 */
@ProviderType
public interface JobStore {
    /**
     * Makes a job, unless its tenant has the same content under the same profile, or the same transport key, already. DEAD and CANCELLED
     * jobs are made READY again in their stage; every repeated arrival is noted in the job's log.
     */
    Submission submit(NewJob job);

    /**
     * Claims the next READY job of a stage: the tenant whose last claim is longest ago comes first, then the oldest job. Does not wait.
     * Jobs in DELIVER are not claimed: their deliveries are.
     */
    Optional<Claim> claim(Stage stage, LeaseOwner owner, Duration lease);

    /** A claimed job and the lease on it. */
    record Claim(Lease lease, Job job) {}

    /** Renews leases. @return those that are gone: expired and taken, cancelled, given back */
    Set<Lease> renew(Collection<Lease> leases, Duration lease);

    /** Stores the result of the step under the lease; replaces what an earlier try of the same stage and version stored. */
    void store(Lease lease, StepResult result) throws LeaseLostException;

    /** Whether a result of this job's stage and version is stored under this lease or an earlier one. */
    boolean isStored(Lease lease);

    /**
     * Ends the stage: the job becomes READY in {@code next}, or DONE. With TRANSCRIBE its segments are dropped: the transcript is stored. A
     * job that becomes READY in DELIVER gets one delivery row per target of its settings in the same transaction; without targets it is
     * DONE.
     *
     * @throws IllegalStateException when no result of the stage is stored
     */
    Job advance(Lease lease, Stage next) throws LeaseLostException;

    /** Sets the job WAITING; a result of this stage does not count any more. @param notBefore for TIME, otherwise null @param attempt counts as a failed try */
    void wait(Lease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws LeaseLostException;

    /** Sets the job DEAD; everything stored stays. */
    void die(Lease lease, Message reason) throws LeaseLostException;

    /** Sets the job READY again; not an attempt. */
    void giveBack(Lease lease) throws LeaseLostException;

    /** Progress of the stage, 0 to 1; only for people, may be lost. */
    void progress(Lease lease, double progress) throws LeaseLostException;

    /**
     * Notes that a child process died on this job. The count starts anew whenever a segment or a result is stored.
     *
     * @return how often it happened with nothing stored in between
     */
    int childDied(Lease lease) throws LeaseLostException;

    // segments

    /** Keeps a recognised segment; the same plan and index again replaces it. */
    void putSegment(Lease lease, Segment segment) throws LeaseLostException;

    /** The segments of that job, version and plan, by index. */
    List<Segment> segments(JobId job, int version, String plan);

    // waking

    /** What {@link #sweep} found. @param ready stages in which jobs became READY @param nextAt when it is worth sweeping again, null for no time known */
    record Sweep(Set<Stage> ready, Instant nextAt) {}

    /** Makes jobs with expired leases READY (not an attempt), and those whose waiting time is over. */
    Sweep sweep();

    /**
     * Makes jobs READY whose leases were taken by earlier runs of the owner's node: those runs are over, so nobody works on these jobs. Not
     * an attempt.
     *
     * @return the stages in which jobs became READY
     */
    Set<Stage> releaseEarlierRuns(LeaseOwner owner);

    /** Makes jobs that wait for a plugin READY. @return the stages in which jobs became READY */
    Set<Stage> wakePlugins();

    // people

    Optional<Job> find(JobId id);

    List<Job> list(JobQuery query);

    List<Artifact> artifacts(JobId id, int version);

    Map<Stage, Map<State, Integer>> counts();

    /**
     * What an operator watches. May read every row: not to be asked all the time.
     *
     * @param since which DEAD jobs are counted as recent
     */
    Census census(Instant since);

    /**
     * All jobs at a glance.
     *
     * @param counts as {@link JobStore#counts}
     * @param queuedSince for each stage in which jobs wait for their turn or for TIME: since when the one does that waits longest
     * @param died how many became DEAD since the asked time and still are
     */
    record Census(Map<Stage, Map<State, Integer>> counts, Map<Stage, Instant> queuedSince, int died) {}

    /** READY again in its stage with no attempts and no result, when it is DEAD, CANCELLED or WAITING; deliveries of this version likewise. */
    boolean retry(TenantId tenant, JobId id);

    /** A new version from TRANSCRIBE, when the job is in a final state. */
    boolean rerun(TenantId tenant, JobId id, ProfileSettings settings);

    /** CANCELLED, when it is in no final state; its lease is gone, open deliveries are cancelled. */
    boolean cancel(TenantId tenant, JobId id, Message reason);

    /** Adds a line to the job's log. */
    void log(JobId id, Stage stage, Message message);

    List<JobEvent> log(JobId id);

    /**
     * Names every blob that a row points to, for the sweep of orphans; some more than once.
     *
     * @param each gets them one by one, as there may be many; short, and does not call the store
     */
    void referencedBlobs(Consumer<BlobRef> each);
}
