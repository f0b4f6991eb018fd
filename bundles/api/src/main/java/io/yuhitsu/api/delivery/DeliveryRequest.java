package io.yuhitsu.api.delivery;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.minutes.Minutes;
import java.util.List;

/**
 * What a channel is asked to deliver.
 *
 * @param sourceName file name of the recording
 * @param sourceSha256 hash of the recording
 */
public record DeliveryRequest(
        DeliveryId id,
        JobId job,
        TenantId tenant,
        ProfileId profile,
        int version,
        Target target,
        String sourceName,
        Sha256 sourceSha256,
        Minutes minutes,
        List<DeliverableDocument> documents) {
    public DeliveryRequest {
        documents = List.copyOf(documents);
    }
}
