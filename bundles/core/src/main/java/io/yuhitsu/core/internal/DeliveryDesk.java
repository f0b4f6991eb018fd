package io.yuhitsu.core.internal;

import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.DeliveryStore.DeliveryLeaseLostException;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims deliveries for the channels that are there and runs each on a thread of its own. */
@Component(service = DeliveryDesk.class, immediate = true)
public final class DeliveryDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDesk.class);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final Node node;
    private final DeliveryStore deliveries;
    private final LiveSettings settings;
    private final Plugins plugins;
    private final Wakeups wakeups;
    private final Changes changes;
    private final Pace pace;
    private final Running running;
    private final Clock clock;
    private final DeliveryRun run;
    private final TargetSlots slots;
    private final Leases<DeliveryLease> leases = new Leases<>();
    private final ExecutorService threads;
    private final Heartbeat heartbeat;
    private final Loop loop;

    @Activate
    public DeliveryDesk(
            @Reference Node node,
            @Reference DeliveryStore deliveries,
            @Reference JobStore jobs,
            @Reference BlobStore blobs,
            @Reference LiveSettings settings,
            @Reference Plugins plugins,
            @Reference Room room,
            @Reference Wakeups wakeups,
            @Reference Changes changes,
            @Reference Pace pace,
            @Reference Running running) {
        this(
                node,
                deliveries,
                jobs,
                blobs,
                settings,
                plugins,
                room,
                wakeups,
                changes,
                pace,
                running,
                Clock.systemUTC());
    }

    DeliveryDesk(
            Node node,
            DeliveryStore deliveries,
            JobStore jobs,
            BlobStore blobs,
            LiveSettings settings,
            Plugins plugins,
            Room room,
            Wakeups wakeups,
            Changes changes,
            Pace pace,
            Running running,
            Clock clock) {
        this.node = node;
        this.deliveries = deliveries;
        this.settings = settings;
        this.plugins = plugins;
        this.wakeups = wakeups;
        this.changes = changes;
        this.pace = pace;
        this.running = running;
        this.clock = clock;
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        DocumentSet documents = new DocumentSet(jobs, blobs);
        run = new DeliveryRun(deliveries, jobs, documents, settings, plugins, room, wakeups, clock, backoff);
        slots = new TargetSlots(settings);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "yuhitsu-delivery-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Consumer<Duration> renewal = lease -> leases.renew(held -> deliveries.renew(held, lease));
        heartbeat = new Heartbeat("yuhitsu-deliveries-heartbeat", settings, renewal);
        running.add(leases, lease -> lease.delivery().job(), lease -> Stage.DELIVER, renewal);
        loop = new Loop("yuhitsu-deliveries", this::pass, () -> wakeups.wake(Stage.DELIVER)).start();
    }

    private void pass(BooleanSupplier closed) throws InterruptedException {
        Bell bell = wakeups.bell(Stage.DELIVER);
        long heard = bell.heard();
        Set<String> present = plugins.channelNames();
        deliveries.channels(present);
        boolean more = true;
        while (more && !closed.getAsBoolean()) {
            more = claim(slots.open(present));
        }
        if (!closed.getAsBoolean()) {
            // The sweeper rings as well; this wait only has to end some time.
            bell.await(heard, Duration.ofMinutes(1));
        }
    }

    private boolean claim(Set<String> channels) {
        if (channels.isEmpty()) {
            return false;
        }
        Optional<DeliveryLease> claimed = leases.claim(
                () -> deliveries.claim(
                        channels, node.worker("deliveries"), settings.get().lease()),
                Function.identity());
        claimed.ifPresent(lease -> {
            if (slots.enter(lease.delivery())) {
                changes.changed(lease.delivery().job());
                threads.execute(() -> deliver(lease));
            } else {
                putOff(lease);
            }
        });
        return claimed.isPresent();
    }

    /** Waiting in the database, not on a thread: the claims of other targets go on. */
    private void putOff(DeliveryLease lease) {
        try {
            Instant notBefore = slots.putOff(lease.delivery(), clock.instant());
            run.write(
                    lease,
                    leases.token(lease),
                    () -> deliveries.wait(lease, WaitFor.TIME, notBefore, Said.message("target-busy"), false));
            wakeups.sweeps().add(notBefore);
        } finally {
            leases.release(lease);
        }
    }

    private void deliver(DeliveryLease lease) {
        Delivery delivery = lease.delivery();
        long began = System.nanoTime();
        try {
            run.run(lease, leases.token(lease));
        } catch (RuntimeException e) {
            LOG.error("job {}: delivery {} is left to its lease", delivery.job(), delivery.id(), e);
        } finally {
            leases.release(lease);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            slots.leave(delivery, took);
            pace.measured(Stage.DELIVER, Duration.ZERO, took);
            changes.changed(delivery.job());
            wakeups.wake(Stage.DELIVER);
        }
    }

    @Deactivate
    void stop() {
        loop.close();
        for (DeliveryLease lease : leases.close(STOP)) {
            Delivery delivery = lease.delivery();
            try {
                LOG.warn(
                        "job {}: delivery {} did not stop in time, its lease is given back",
                        delivery.job(),
                        delivery.id());
                deliveries.giveBack(lease);
            } catch (DeliveryLeaseLostException | StoreUnavailableException e) {
                LOG.info("job {}: the lease on delivery {} runs out by itself", delivery.job(), delivery.id());
            }
        }
        threads.shutdownNow();
        heartbeat.close();
        running.remove(leases);
    }
}
