package io.yuhitsu.api.spi;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The ledger of deliveries: one row per job version and target. Transactions, threads and faults as in {@link JobStore}. The store keeps
 * the job in step in the same transaction: DELIVER READY while no row was begun, RUNNING while a row is open, DONE when all are DELIVERED,
 * DEAD when none is open and one is DEAD, WAITING when all open rows wait.
 */
@ProviderType
public interface DeliveryStore {
    /** Claims the next READY delivery whose channel is one of these. Does not wait. */
    Optional<DeliveryLease> claim(Set<String> channels, LeaseOwner owner, Duration lease);

    /** Renews leases. @return those that are gone */
    Set<DeliveryLease> renew(Collection<DeliveryLease> leases, Duration lease);

    /** DELIVERED, with what the other side answered. */
    void delivered(DeliveryLease lease, String receipt) throws DeliveryLeaseLostException;

    void wait(DeliveryLease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws DeliveryLeaseLostException;

    void die(DeliveryLease lease, Message reason) throws DeliveryLeaseLostException;

    void giveBack(DeliveryLease lease) throws DeliveryLeaseLostException;

    /** Sets READY deliveries whose channel is none of these WAITING for PLUGIN, and those WAITING for PLUGIN whose channel is one of them READY. */
    void channels(Set<String> present);

    /** Makes deliveries READY whose leases were taken by earlier runs of the owner's node; not an attempt. @return whether there were any */
    boolean releaseEarlierRuns(LeaseOwner owner);

    /** Makes deliveries with expired leases READY, and those whose waiting time is over. @return when it is worth sweeping again, nothing for no time known */
    Optional<Instant> sweep();

    /** All deliveries of that job and version, by target name. */
    List<Delivery> list(JobId job, int version);

    /** What an operator watches. @param since which DEAD deliveries are counted as recent */
    Census census(Instant since);

    /**
     * All deliveries at a glance.
     *
     * @param openSince when the oldest was made that is neither delivered nor given up; null when there is none
     * @param died by channel: how many became DEAD since the asked time and still are
     */
    record Census(Instant openSince, Map<String, Integer> died) {}

    /** The lease of a delivery is gone; nothing was changed. */
    final class DeliveryLeaseLostException extends Exception {
        private static final long serialVersionUID = 1L;

        public DeliveryLeaseLostException(DeliveryLease lease) {
            super("delivery " + lease.delivery().id() + ": the lease is gone");
        }
    }
}
