package io.yuhitsu.api.intake;

import io.yuhitsu.api.job.Submission;

/** The recording is durable: audio synced, folder synced, database committed. The sender may be told so. */
public record Accepted(Submission submission) {}
