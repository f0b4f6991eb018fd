package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.JobStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the jobs that reach APPROVE waiting for a person. No route does that: there is no work in it. */
final class Approvals {
    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Node node;
    private final JobStore jobs;
    private final Changes changes;

    Approvals(Node node, JobStore jobs, Changes changes) {
        this.node = node;
        this.jobs = jobs;
        this.changes = changes;
    }

    void pass() {
        Optional<JobStore.Claim> claimed = claim();
        while (claimed.isPresent()) {
            Lease lease = claimed.get().lease();
            try {
                jobs.wait(lease, WaitFor.PERSON, null, Said.message("approval-wanted"), false);
                LOG.info("job {}: waits for approval", lease.job());
            } catch (LeaseLostException e) {
                LOG.info("job {}: cancelled before it could wait for approval", lease.job());
            }
            changes.changed(lease.job());
            claimed = claim();
        }
    }

    private Optional<JobStore.Claim> claim() {
        return jobs.claim(Stage.APPROVE, node.worker("approvals"), LEASE);
    }
}
