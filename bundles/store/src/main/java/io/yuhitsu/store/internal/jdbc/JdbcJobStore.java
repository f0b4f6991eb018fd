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
        return database.write(tx -> JobArrivals.submit(tx, job));
    }

    @Override
    public Optional<Claim> claim(Stage stage, LeaseOwner owner, Duration lease) {
        return stage == Stage.DELIVER || stage == Stage.DONE
                ? Optional.empty()
                : database.write(tx -> JobQueue.claim(tx, database.engine(), stage, owner, lease));
    }

    @Override
    public Set<Lease> renew(Collection<Lease> leases, Duration lease) {
        return database.write(tx -> JobQueue.renew(tx, leases, lease));
    }

    @Override
    public void store(Lease lease, StepResult result) throws LeaseLostException {
        database.<LeaseLostException>change(tx -> JobSteps.store(tx, lease, result));
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
        return database.<Job, LeaseLostException>write(tx -> JobSteps.advance(tx, lease, next));
    }

    @Override
    public void wait(Lease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws LeaseLostException {
        checkTime(waitFor, notBefore);
        database.<LeaseLostException>change(tx -> JobSteps.wait(tx, lease, waitFor, notBefore, reason, attempt));
    }

    @Override
    public void die(Lease lease, Message reason) throws LeaseLostException {
        database.<LeaseLostException>change(tx -> JobSteps.die(tx, lease, reason));
    }

    @Override
    public void giveBack(Lease lease) throws LeaseLostException {
        database.<LeaseLostException>change(tx -> JobSteps.giveBack(tx, lease));
    }

    @Override
    public void progress(Lease lease, double progress) throws LeaseLostException {
        database.<LeaseLostException>change(tx -> JobSteps.progress(tx, lease, progress));
    }

    @Override
    public int childDied(Lease lease) throws LeaseLostException {
        return database.<Integer, LeaseLostException>write(tx -> JobSteps.childDied(tx, lease));
    }

    @Override
    public void putSegment(Lease lease, Segment segment) throws LeaseLostException {
        database.<LeaseLostException>change(tx -> JobSteps.putSegment(tx, lease, segment));
    }

    @Override
    public List<Segment> segments(JobId job, int version, String plan) {
        return database.read(tx -> JobViews.segments(tx, job, version, plan));
    }

    @Override
    public Sweep sweep() {
        return database.write(JobQueue::sweep);
    }

    @Override
    public Set<Stage> releaseEarlierRuns(LeaseOwner owner) {
        return database.write(tx -> JobQueue.releaseEarlierRuns(tx, owner));
    }

    @Override
    public Set<Stage> wakePlugins() {
        return database.write(JobQueue::wakePlugins);
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
    public boolean retry(TenantId tenant, JobId id) {
        return database.write(tx -> JobActs.retry(tx, tenant, id));
    }

    @Override
    public boolean rerun(TenantId tenant, JobId id, ProfileSettings settings) {
        return database.write(tx -> JobActs.rerun(tx, tenant, id, settings));
    }

    @Override
    public boolean cancel(TenantId tenant, JobId id, Message reason) {
        return database.write(tx -> JobActs.cancel(tx, tenant, id, reason));
    }

    @Override
    public void log(JobId id, Stage stage, Message message) {
        database.change(tx -> JobLog.add(tx, id, stage, message));
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
