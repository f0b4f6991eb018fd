package io.yuhitsu.api.job;

import io.yuhitsu.api.JobId;

/** What became of a {@link NewJob}; durable when it is returned. */
public sealed interface Submission {
    /** The job that holds the recording. */
    JobId job();

    /** A new job. */
    record Created(JobId job) implements Submission {}

    /** The same content came before; noted with the first job, which goes on as it is. */
    record Known(JobId job) implements Submission {}

    /** The same content came before and its job was DEAD or CANCELLED; it is tried again. */
    record Revived(JobId job) implements Submission {}
}
