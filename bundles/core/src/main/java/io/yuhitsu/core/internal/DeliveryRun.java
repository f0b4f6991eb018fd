package io.yuhitsu.core.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.DeliveryStore.DeliveryLeaseLostException;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one delivery to its channel and writes down what became of it. */
final class DeliveryRun {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);

    /** A change of a delivery under its lease. */
    interface Change {
        void make() throws DeliveryLeaseLostException;
    }

    private final DeliveryStore deliveries;
    private final JobStore jobs;
    private final DocumentSet documents;
    private final LiveSettings settings;
    private final Plugins plugins;
    private final Room room;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Backoff backoff;
    private final Faults<DeliveryId> faults = new Faults<>();

    DeliveryRun(
            DeliveryStore deliveries,
            JobStore jobs,
            DocumentSet documents,
            LiveSettings settings,
            Plugins plugins,
            Room room,
            Wakeups wakeups,
            Clock clock,
            Backoff backoff) {
        this.deliveries = deliveries;
        this.jobs = jobs;
        this.documents = documents;
        this.settings = settings;
        this.plugins = plugins;
        this.room = room;
        this.wakeups = wakeups;
        this.clock = clock;
        this.backoff = backoff;
    }

    void run(DeliveryLease lease, CancelToken cancel) {
        Delivery delivery = lease.delivery();
        Optional<DeliveryChannel> channel = plugins.channel(delivery.target().channel());
        Change change;
        if (channel.isEmpty()) {
            change = () -> absent(lease);
        } else {
            change = outcome(lease, channel.get(), cancel);
        }
        write(lease, cancel, change);
    }

    private Change outcome(DeliveryLease lease, DeliveryChannel channel, CancelToken cancel) {
        Delivery delivery = lease.delivery();
        try {
            DeliveryChannel.Outcome outcome =
                    channel.deliver(Patience.insist(cancel, () -> documents.request(delivery)), cancel);
            if (outcome instanceof DeliveryChannel.Delivered done) {
                Meters.delivery(delivery.target().channel(), "delivered");
                return delivered(lease, done.receipt());
            }
            if (cancel.isTripped()) {
                return () -> deliveries.giveBack(lease);
            }
            if (outcome instanceof DeliveryChannel.RetryLater later) {
                Meters.delivery(delivery.target().channel(), "later");
                return () -> later(lease, later.reason(), later.after());
            }
            if (outcome instanceof DeliveryChannel.Refused refused) {
                Meters.delivery(delivery.target().channel(), "refused");
                return () -> die(lease, refused.reason());
            }
            return fault(lease, Said.message("channel-fault"), new IllegalStateException("no outcome"));
        } catch (FailureException e) {
            return cancel.isTripped() ? () -> deliveries.giveBack(lease) : fault(lease, e.reason(), e);
        } catch (InterruptedException e) {
            // The server or the channel stops.
            return () -> deliveries.giveBack(lease);
        } catch (StoreUnavailableException e) {
            return () -> deliveries.giveBack(lease);
        } catch (Exception | LinkageError e) {
            // A plugin that is replaced while it works throws LinkageErrors.
            return cancel.isTripped()
                    ? () -> deliveries.giveBack(lease)
                    : fault(lease, Said.message("channel-fault"), e);
        }
    }

    private Change delivered(DeliveryLease lease, String receipt) {
        AtomicBoolean asked = new AtomicBoolean();
        return () -> {
            boolean again = asked.getAndSet(true);
            delivered(lease, receipt, again);
        };
    }

    /** @param again the store was asked before and did not answer: it may have written it all the same */
    private void delivered(DeliveryLease lease, String receipt, boolean again) throws DeliveryLeaseLostException {
        Delivery delivery = lease.delivery();
        try {
            deliveries.delivered(lease, receipt);
            faults.forget(delivery.id());
            LOG.info("job {}: delivery {} done", delivery.job(), delivery.id());
        } catch (DeliveryLeaseLostException e) {
            if (again && isDelivered(delivery)) {
                return;
            }
            // The other side has it although the job is cancelled or another node sends it again: that must be seen.
            jobs.log(
                    delivery.job(),
                    Stage.DELIVER,
                    Said.message("delivered-late", delivery.id().value()));
            throw e;
        }
    }

    private boolean isDelivered(Delivery delivery) {
        return deliveries.list(delivery.job(), delivery.version()).stream()
                .anyMatch(d -> d.id().equals(delivery.id()) && d.state() == DeliveryState.DELIVERED);
    }

    private void absent(DeliveryLease lease) throws DeliveryLeaseLostException {
        deliveries.wait(
                lease,
                WaitFor.PLUGIN,
                null,
                Said.message("channel-absent", lease.delivery().target().channel()),
                false);
        // The desk tells the store which channels are there; one that has just come gets the delivery back.
        wakeups.wake(Stage.DELIVER);
    }

    private void later(DeliveryLease lease, Message reason, Duration atLeast) throws DeliveryLeaseLostException {
        Delivery delivery = lease.delivery();
        Duration usual = backoff.delay(settings.get(), delivery.attempts(), atLeast);
        Duration delay = room.isFull() ? Backoff.whileFull(usual) : usual;
        Instant notBefore = clock.instant().plus(delay);
        deliveries.wait(lease, WaitFor.TIME, notBefore, reason, true);
        LOG.info("job {}: delivery {} waits {} s: {}", delivery.job(), delivery.id(), delay.toSeconds(), reason);
        wakeups.sweeps().add(notBefore);
    }

    /** Counted here, once, however often the store has to be asked to write it down. */
    private Change fault(DeliveryLease lease, Message reason, Throwable why) {
        Delivery delivery = lease.delivery();
        if (room.isFull(why)) {
            Meters.delivery(delivery.target().channel(), "later");
            LOG.warn("job {}: delivery {} met a full disk", delivery.job(), delivery.id());
            return () -> later(lease, Said.message("disk-full"), null);
        }
        Meters.delivery(delivery.target().channel(), "fault");
        LOG.warn("job {}: delivery {} met a fault", delivery.job(), delivery.id(), why);
        boolean again =
                faults.add(delivery.id(), delivery.attempts()) < settings.get().internalTries();
        return again ? () -> later(lease, reason, null) : () -> die(lease, reason);
    }

    private void die(DeliveryLease lease, Message reason) throws DeliveryLeaseLostException {
        Delivery delivery = lease.delivery();
        deliveries.die(lease, reason);
        faults.forget(delivery.id());
        LOG.error("job {}: delivery {} is given up: {}", delivery.job(), delivery.id(), reason);
    }

    /** Insists until the store answers or the server stops; a delivery whose end is not written is repeated with the same id. */
    void write(DeliveryLease lease, CancelToken cancel, Change change) {
        Delivery delivery = lease.delivery();
        try {
            Patience.insist(cancel, () -> {
                change.make();
                return null;
            });
        } catch (DeliveryLeaseLostException e) {
            LOG.info("job {}: the lease on delivery {} is gone, nothing was changed", delivery.job(), delivery.id());
        } catch (StoreUnavailableException e) {
            LOG.warn(
                    "job {}: the end of delivery {} could not be written: {}",
                    delivery.job(),
                    delivery.id(),
                    e.getMessage());
        }
    }
}
