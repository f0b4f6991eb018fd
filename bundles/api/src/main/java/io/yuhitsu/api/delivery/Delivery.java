package io.yuhitsu.api.delivery;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.time.Instant;

/**
 * One document set on its way to one target.
 *
 * @param id the idempotency key; the same through all tries
 * @param version of the job whose documents go out
 * @param waitFor null unless WAITING
 * @param notBefore null unless waiting for TIME
 * @param receipt what the other side answered, null before
 * @param reason why it is DEAD or WAITING, null otherwise
 */
public record Delivery(
        DeliveryId id,
        JobId job,
        TenantId tenant,
        int version,
        Target target,
        DeliveryState state,
        WaitFor waitFor,
        Instant notBefore,
        int attempts,
        String receipt,
        Message reason,
        Instant changedAt) {}
