package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds what lost wake-ups, expired leases and ended waits left behind. Sleeps until the store says that there is something, or a bounded time. */
@Component(service = Sweeper.class, immediate = true)
public final class Sweeper {
    /** The clock of a database may be behind ours: what it calls due later must not make this spin. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final JobStore jobs;
    private final DeliveryStore deliveries;
    private final LiveSettings settings;
    private final Plugins plugins;
    private final Wakeups wakeups;
    private final Changes changes;
    private final Clock clock;
    private final Approvals approvals;
    private final Orphans orphans;
    private final Loop loop;
    private Instant wakeAllAt = Instant.MIN;

    @Activate
    public Sweeper(
            @Reference JobStore jobs,
            @Reference DeliveryStore deliveries,
            @Reference BlobStore blobs,
            @Reference LiveSettings settings,
            @Reference Plugins plugins,
            @Reference Wakeups wakeups,
            @Reference Changes changes) {
        this(jobs, deliveries, blobs, settings, plugins, wakeups, changes, Clock.systemUTC());
    }

    Sweeper(
            JobStore jobs,
            DeliveryStore deliveries,
            BlobStore blobs,
            LiveSettings settings,
            Plugins plugins,
            Wakeups wakeups,
            Changes changes,
            Clock clock) {
        this.jobs = jobs;
        this.deliveries = deliveries;
        this.settings = settings;
        this.plugins = plugins;
        this.wakeups = wakeups;
        this.changes = changes;
        this.clock = clock;
        approvals = new Approvals(jobs, changes);
        orphans = new Orphans(jobs, blobs, settings, clock.instant());
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
        } finally {
            // After a fault at once again: the loop pauses.
            wakeups.sweeps().add(next);
        }
    }

    private Instant pass(Instant now) {
        Instant limit = now.plus(settings.get().sweep());
        JobStore.Sweep swept = jobs.sweep();
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
