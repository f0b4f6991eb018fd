package io.yuhitsu.core.internal;

import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what lost wake-ups, expired leases and ended waits left behind. Sleeps until the store says that there is something, or a bounded time. */
@Component(
        service = {Sweeper.class, HealthCheck.class},
        immediate = true)
public final class Sweeper implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    /** The clock of a database may be behind ours: what it calls due later must not make this spin. */
    private static final Duration SHORTEST = Duration.ofMillis(50);
    /** A pass that takes longer than that, or fails for so long, is no hiccup. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Node node;
    private final JobStore jobs;
    private final DeliveryStore deliveries;
    private final LiveSettings settings;
    private final Plugins plugins;
    private final Wakeups wakeups;
    private final Changes changes;
    private final Running running;
    private final Clock clock;
    private final Approvals approvals;
    private final Orphans orphans;
    private final Loop loop;
    private Instant wakeAllAt = Instant.MIN;
    private volatile Instant passedAt;
    private boolean tookUp;
    private Instant storeAwaySince;

    @Activate
    public Sweeper(
            @Reference Node node,
            @Reference JobStore jobs,
            @Reference DeliveryStore deliveries,
            @Reference BlobStore blobs,
            @Reference LiveSettings settings,
            @Reference Plugins plugins,
            @Reference Wakeups wakeups,
            @Reference Changes changes,
            @Reference Running running) {
        this(node, jobs, deliveries, blobs, settings, plugins, wakeups, changes, running, Clock.systemUTC());
    }

    Sweeper(
            Node node,
            JobStore jobs,
            DeliveryStore deliveries,
            BlobStore blobs,
            LiveSettings settings,
            Plugins plugins,
            Wakeups wakeups,
            Changes changes,
            Running running,
            Clock clock) {
        this.node = node;
        this.jobs = jobs;
        this.deliveries = deliveries;
        this.settings = settings;
        this.plugins = plugins;
        this.wakeups = wakeups;
        this.changes = changes;
        this.running = running;
        this.clock = clock;
        approvals = new Approvals(node, jobs, changes);
        orphans = new Orphans(jobs, blobs, settings, clock.instant());
        passedAt = clock.instant();
        Meters.watch(this);
        wakeups.sweeps().add(Instant.MIN);
        loop = new Loop("yuhitsu-sweeper", this::run, () -> wakeups.sweeps().add(Instant.MIN)).start();
    }

    private void run(BooleanSupplier closed) throws InterruptedException {
        wakeups.sweeps().await(clock);
        if (closed.getAsBoolean()) {
            return;
        }
        Instant next = clock.instant();
        try {
            next = pass(next);
            passedAt = clock.instant();
        } catch (StoreUnavailableException e) {
            if (storeAwaySince == null) {
                storeAwaySince = passedAt;
            }
            throw e;
        } finally {
            // After a fault at once again: the loop pauses.
            wakeups.sweeps().add(next);
        }
    }

    /** How long ago the last pass ended without an error. */
    Duration sinceLastPass() {
        return Duration.between(passedAt, clock.instant());
    }

    @Override
    public List<Health.Trouble> troubles() {
        Duration since = sinceLastPass();
        return since.compareTo(settings.get().sweep().plus(PATIENCE)) <= 0
                ? List.of()
                : List.of(new Health.Trouble(
                        Health.Level.DEGRADED, Said.message("sweeper-stalled", Long.toString(since.toMinutes()))));
    }

    private Instant pass(Instant now) {
        Instant limit = now.plus(settings.get().sweep());
        if (storeAwaySince != null) {
            // Leases ran out while nobody could renew them; whoever still works keeps his.
            running.renew(settings.get().lease());
            orphans.storeWasAway(storeAwaySince, now);
            storeAwaySince = null;
        }
        JobStore.Sweep swept = jobs.sweep();
        takeUp();
        if (!swept.ready().isEmpty()) {
            swept.ready().forEach(wakeups::wake);
            changes.anyChanged();
        }
        wakePlugins();
        approvals.pass();
        Instant deliveriesAt = deliveries.sweep().orElse(limit);
        wakeups.wake(Stage.DELIVER);
        if (!now.isBefore(wakeAllAt)) {
            // A job that is READY without anybody having rung for it: made by another node, or the ring was lost.
            wakeups.wakeWorkers();
            wakeAllAt = limit;
        }
        Instant orphansAt = orphans.pass(now);
        Instant jobsAt = swept.nextAt() == null ? limit : swept.nextAt();
        Instant next = earliest(earliest(jobsAt, deliveriesAt), earliest(earliest(orphansAt, wakeAllAt), limit));
        Instant soonest = now.plus(SHORTEST);
        return next.isBefore(soonest) ? soonest : next;
    }

    /** Once, what a crash left: without it these jobs would lie still until the leases of the dead run end. */
    private void takeUp() {
        if (tookUp) {
            return;
        }
        LeaseOwner owner = node.worker("sweeper");
        Set<Stage> ready = jobs.releaseEarlierRuns(owner);
        boolean open = deliveries.releaseEarlierRuns(owner);
        tookUp = true;
        ready.forEach(wakeups::wake);
        if (open || !ready.isEmpty()) {
            changes.anyChanged();
            LOG.info("the server was not stopped in good order; the work that it held goes on");
        }
    }

    private void wakePlugins() {
        if (plugins.stepsCame()) {
            boolean woken = false;
            try {
                jobs.wakePlugins().forEach(wakeups::wake);
                woken = true;
            } finally {
                if (!woken) {
                    plugins.stepCame();
                }
            }
        }
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    @Deactivate
    void stop() {
        loop.close();
    }
}
