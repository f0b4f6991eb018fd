package io.yuhitsu.api.pipeline;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;

/**
 * A claimed job. The core renews the lease until {@link Pipeline#finished}, {@link Pipeline#failed} or {@link Pipeline#giveBack} is
 * called; exactly one of them has to be.
 *
 * @param cancel trips when the lease is lost, the job is cancelled or the server stops
 */
public record Work(Lease lease, Job job, CancelToken cancel) {}
