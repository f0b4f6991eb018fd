package io.yuhitsu.api.job;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;

/**
 * A job to be made. Tenant, profile and the recording's hash decide whether the content is known already.
 *
 * @param transportKey the sender's own key for this submission (Idempotency-Key, Message-ID and part), null when it has none
 */
public record NewJob(
        JobId id,
        TenantId tenant,
        ProfileId profile,
        RecordingRef recording,
        BlobRef facts,
        ProfileSettings settings,
        String transportKey) {}
