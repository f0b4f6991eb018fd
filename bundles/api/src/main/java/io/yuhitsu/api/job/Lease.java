package io.yuhitsu.api.job;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;

/**
 * The right to work on a job's stage until it expires. Results that come under an old token are refused.
 *
 * @param token new with each claim
 */
public record Lease(JobId job, TenantId tenant, int version, Stage stage, String token) {}
