package io.yuhitsu.contracts;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.time.Instant;

/** The row of a delivery. */
final class MemoryDelivery {
    final DeliveryId id;
    final MemoryJob job;
    final int version;
    final Target target;
    DeliveryState state = DeliveryState.READY;
    WaitFor waitFor;
    Instant notBefore;
    int attempts;
    String receipt;
    Message reason;
    String token;
    LeaseOwner owner;
    Instant leaseUntil;
    Instant changedAt;

    MemoryDelivery(DeliveryId id, MemoryJob job, Target target, Instant now) {
        this.id = id;
        this.job = job;
        this.version = job.version;
        this.target = target;
        this.changedAt = now;
    }

    boolean isOpen() {
        return switch (state) {
            case READY, RUNNING, WAITING -> true;
            case DELIVERED, DEAD, CANCELLED -> false;
        };
    }

    boolean holds(DeliveryLease lease) {
        return state == DeliveryState.RUNNING && lease.token().equals(token);
    }

    void become(DeliveryState newState, Instant now) {
        state = newState;
        waitFor = null;
        notBefore = null;
        reason = null;
        token = null;
        owner = null;
        leaseUntil = null;
        changedAt = now;
    }

    Delivery view() {
        return new Delivery(
                id,
                job.id(),
                job.made.tenant(),
                version,
                target,
                state,
                waitFor,
                notBefore,
                attempts,
                receipt,
                reason,
                changedAt);
    }
}
