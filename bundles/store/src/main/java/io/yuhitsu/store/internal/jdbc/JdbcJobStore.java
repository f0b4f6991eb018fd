package io.yuhitsu.store.internal.jdbc;

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
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.durable.DurableStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs in the database: one transaction per call. */
@Component(service = JobStore.class)
public final class JdbcJobStore implements JobStore {
    private static final DurableStep SUBMIT = DurableStep.named("jobs.submit");
    private static final DurableStep CLAIM = DurableStep.named("jobs.claim");
    private static final DurableStep RENEW = DurableStep.named("jobs.renew");
    private static final DurableStep RESULT = DurableStep.named("jobs.result");
    private static final DurableStep ADVANCE = DurableStep.named("jobs.advance");
    private static final DurableStep WAIT = DurableStep.named("jobs.wait");
    private static final DurableStep DIE = DurableStep.named("jobs.die");
    private static final DurableStep GIVE_BACK = DurableStep.named("jobs.give-back");
    private static final DurableStep PROGRESS = DurableStep.named("jobs.progress");
    private static final DurableStep CHILD_DIED = DurableStep.named("jobs.child-died");
    private static final DurableStep SEGMENT = DurableStep.named("jobs.segment");
    private static final DurableStep SWEEP = DurableStep.named("jobs.sweep");
    private static final DurableStep RELEASE_EARLIER_RUNS = DurableStep.named("jobs.release-earlier-runs");
    private static final DurableStep WAKE_PLUGINS = DurableStep.named("jobs.wake-plugins");
    private static final DurableStep RETRY = DurableStep.named("jobs.retry");
    private static final DurableStep RERUN = DurableStep.named("jobs.rerun");
    private static final DurableStep CANCEL = DurableStep.named("jobs.cancel");
    private static final DurableStep LOG = DurableStep.named("jobs.log");

    private final Database database;

    @Activate
    public JdbcJobStore(@Reference Database database) {
        this.database = database;
    }

    static void checkTime(WaitFor waitFor, Instant notBefore) {
        if (waitFor == WaitFor.TIME && notBefore == null) {
            throw new IllegalArgumentException("waiting for TIME needs a time");
        }
    }

    @Override
    public Submission submit(NewJob job) {
        return database.write(SUBMIT, tx -> JobArrivals.submit(tx, job));
    }

    @Override
    public Optional<Claim> claim(Stage stage, LeaseOwner owner, Duration lease) {
        return stage == Stage.DELIVER || stage == Stage.DONE
                ? Optional.empty()
                : database.write(CLAIM, tx -> JobQueue.claim(tx, stage, owner, lease));
    }

    @Override
    public Set<Lease> renew(Collection<Lease> leases, Duration lease) {
        return database.write(RENEW, tx -> JobQueue.renew(tx, leases, lease));
    }

    @Override
    public void store(Lease lease, StepResult result) throws LeaseLostException {
        database.<LeaseLostException>change(RESULT, tx -> JobSteps.store(tx, lease, result));
    }

    @Override
    public boolean isStored(Lease lease) {
        return database.read(tx -> JobSteps.isStored(tx, lease));
    }

    @Override
    public Job advance(Lease lease, Stage next) throws LeaseLostException {
        if (next.compareTo(lease.stage()) <= 0) {
            throw new IllegalArgumentException("from " + lease.stage() + " to " + next);
        }
        return database.<Job, LeaseLostException>write(ADVANCE, tx -> JobSteps.advance(tx, lease, next));
    }

    @Override
    public void wait(Lease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws LeaseLostException {
        checkTime(waitFor, notBefore);
        database.<LeaseLostException>change(WAIT, tx -> JobSteps.wait(tx, lease, waitFor, notBefore, reason, attempt));
    }

    @Override
    public void die(Lease lease, Message reason) throws LeaseLostException {
        database.<LeaseLostException>change(DIE, tx -> JobSteps.die(tx, lease, reason));
    }

    @Override
    public void giveBack(Lease lease) throws LeaseLostException {
        database.<LeaseLostException>change(GIVE_BACK, tx -> JobSteps.giveBack(tx, lease));
    }

    @Override
    public void progress(Lease lease, double progress) throws LeaseLostException {
        database.<LeaseLostException>change(PROGRESS, tx -> JobSteps.progress(tx, lease, progress));
    }

    @Override
    public int childDied(Lease lease) throws LeaseLostException {
        return database.<Integer, LeaseLostException>write(CHILD_DIED, tx -> JobSteps.childDied(tx, lease));
    }

    @Override
    public void putSegment(Lease lease, Segment segment) throws LeaseLostException {
        database.<LeaseLostException>change(SEGMENT, tx -> JobSteps.putSegment(tx, lease, segment));
    }

    @Override
    public List<Segment> segments(JobId job, int version, String plan) {
        return database.read(tx -> JobViews.segments(tx, job, version, plan));
    }

    @Override
    public Sweep sweep() {
        return database.write(SWEEP, JobQueue::sweep);
    }

    @Override
    public Set<Stage> releaseEarlierRuns(LeaseOwner owner) {
        return database.write(RELEASE_EARLIER_RUNS, tx -> JobQueue.releaseEarlierRuns(tx, owner));
    }

    @Override
    public Set<Stage> wakePlugins() {
        return database.write(WAKE_PLUGINS, JobQueue::wakePlugins);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return database.read(tx -> JobViews.find(tx, id));
    }

    @Override
    public List<Job> list(JobQuery query) {
        return database.read(tx -> JobViews.list(tx, query));
    }

    @Override
    public List<Artifact> artifacts(JobId id, int version) {
        return database.read(tx -> JobViews.artifacts(tx, id, version));
    }

    @Override
    public Map<Stage, Map<State, Integer>> counts() {
        return database.read(JobViews::counts);
    }

    @Override
    public Census census(Instant since) {
        return database.read(tx -> JobViews.census(tx, since));
    }

    @Override
    public boolean retry(TenantId tenant, JobId id) {
        return database.write(RETRY, tx -> JobActs.retry(tx, tenant, id));
    }

    @Override
    public boolean rerun(TenantId tenant, JobId id, ProfileSettings settings) {
        return database.write(RERUN, tx -> JobActs.rerun(tx, tenant, id, settings));
    }

    @Override
    public boolean cancel(TenantId tenant, JobId id, Message reason) {
        return database.write(CANCEL, tx -> JobActs.cancel(tx, tenant, id, reason));
    }

    @Override
    public void log(JobId id, Stage stage, Message message) {
        database.change(LOG, tx -> JobLog.add(tx, id, stage, message));
    }

    @Override
    public List<JobEvent> log(JobId id) {
        return database.read(tx -> JobLog.lines(tx, id));
    }

    @Override
    public void referencedBlobs(Consumer<BlobRef> each) {
        database.read(tx -> {
            JobViews.referencedBlobs(tx, each);
            return tx;
        });
    }
}
