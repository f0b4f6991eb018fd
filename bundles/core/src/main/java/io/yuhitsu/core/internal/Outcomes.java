package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a job when its route has ended, and writes it down. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    /** One job version in one stage. */
    private record Try(JobId job, int version, Stage stage) {}

    /** A change of a job under its lease. */
    private interface Change {
        void make() throws LeaseLostException;
    }

    private final JobStore jobs;
    private final LiveSettings settings;
    private final Plugins plugins;
    private final Room room;
    private final Wakeups wakeups;
    private final Changes changes;
    private final Clock clock;
    private final Backoff backoff;
    private final Faults<Try> faults = new Faults<>();

    Outcomes(
            JobStore jobs,
            LiveSettings settings,
            Plugins plugins,
            Room room,
            Wakeups wakeups,
            Changes changes,
            Clock clock,
            Backoff backoff) {
        this.jobs = jobs;
        this.settings = settings;
        this.plugins = plugins;
        this.room = room;
        this.wakeups = wakeups;
        this.changes = changes;
        this.clock = clock;
        this.backoff = backoff;
    }

    void finished(Work work, Duration took) {
        Lease lease = work.lease();
        try {
            if (Patience.insist(work.cancel(), () -> jobs.isStored(lease))) {
                write(work, () -> advance(work, took));
            } else {
                Message reason = Said.message("no-result", lease.stage().verb());
                failed(work, new FailureException(FailureKind.INTERNAL, reason));
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("job {}: the end of {} could not be written: {}", lease.job(), lease.stage(), e.getMessage());
        }
    }

    private void advance(Work work, Duration took) throws LeaseLostException {
        Lease lease = work.lease();
        Job now = jobs.advance(lease, next(work.job()));
        faults.forget(attempt(work));
        LOG.info(
                "job {}: {} done in {} ms, now {} {}",
                lease.job(),
                lease.stage(),
                took.toMillis(),
                now.stage(),
                now.state());
        log(lease, Said.stageDone(lease.stage(), String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0)));
        if (!now.state().isFinal()) {
            wakeups.wake(now.stage());
        }
    }

    /** Approval is a stage of those jobs alone whose profile asks for it. */
    private static Stage next(Job job) {
        Stage next = job.stage().next();
        return next == Stage.APPROVE && !job.settings().approval() ? next.next() : next;
    }

    void failed(Work work, Throwable why) {
        Lease lease = work.lease();
        Verdict verdict = Verdict.of(why, work.cancel().isTripped());
        boolean full = (verdict instanceof Verdict.Fault || verdict instanceof Verdict.Later) && room.isFull(why);
        verdict.failure().ifPresent(kind -> Meters.failed(lease.stage(), full ? FailureKind.BUSY : kind));
        if (full) {
            LOG.warn("job {}: {} met a full disk", lease.job(), lease.stage());
            Duration delay =
                    Backoff.whileFull(backoff.delay(settings.get(), work.job().attempts(), null));
            write(work, () -> later(work, Said.message("disk-full"), delay));
        } else if (verdict instanceof Verdict.Fault fault) {
            LOG.warn("job {}: {} met a fault", lease.job(), lease.stage(), why);
            fault(work, fault.reason());
        } else if (verdict instanceof Verdict.Later later) {
            Duration delay = backoff.delay(settings.get(), work.job().attempts(), later.atLeast());
            write(work, () -> later(work, later.reason(), delay));
        } else if (verdict instanceof Verdict.NeedsPlugin needs) {
            write(work, () -> needsPlugin(work, needs.reason()));
        } else if (verdict instanceof Verdict.Hopeless hopeless) {
            LOG.info("job {}: {} is given up: {}", lease.job(), lease.stage(), hopeless.reason());
            write(work, () -> die(work, hopeless.reason()));
        } else if (verdict instanceof Verdict.BrokenOff) {
            giveBack(work);
        }
    }

    void giveBack(Work work) {
        Lease lease = work.lease();
        write(work, () -> {
            jobs.giveBack(lease);
            LOG.info("job {}: {} given back", lease.job(), lease.stage());
            wakeups.wake(lease.stage());
        });
    }

    private void later(Work work, Message reason, Duration delay) throws LeaseLostException {
        Lease lease = work.lease();
        Instant notBefore = clock.instant().plus(delay);
        jobs.wait(lease, WaitFor.TIME, notBefore, reason, true);
        LOG.info("job {}: {} waits {} s: {}", lease.job(), lease.stage(), delay.toSeconds(), reason);
        log(lease, reason);
        wakeups.sweeps().add(notBefore);
    }

    private void needsPlugin(Work work, Message reason) throws LeaseLostException {
        Lease lease = work.lease();
        jobs.wait(lease, WaitFor.PLUGIN, null, reason, false);
        LOG.info("job {}: {} waits for a plugin: {}", lease.job(), lease.stage(), reason);
        if (plugins.step(lease.stage()).isPresent()) {
            // It came between the question and the answer; nobody would wake the job.
            plugins.stepCame();
        }
    }

    /** Counted once, however often the store has to be asked. */
    private void fault(Work work, Message reason) {
        Lease lease = work.lease();
        int count = faults.add(attempt(work), work.job().attempts());
        if (count < settings.get().internalTries()) {
            Duration delay = backoff.delay(settings.get(), work.job().attempts(), null);
            write(work, () -> later(work, reason, delay));
        } else {
            LOG.error("job {}: {} is given up after {} tries: {}", lease.job(), lease.stage(), count, reason);
            write(work, () -> die(work, reason));
        }
    }

    private void die(Work work, Message reason) throws LeaseLostException {
        jobs.die(work.lease(), reason);
        faults.forget(attempt(work));
        log(work.lease(), reason);
    }

    private void log(Lease lease, Message message) {
        try {
            jobs.log(lease.job(), lease.stage(), message);
        } catch (StoreUnavailableException e) {
            LOG.warn("job {}: the line {} is missing in its log", lease.job(), message.code());
        }
    }

    private static Try attempt(Work work) {
        return new Try(work.lease().job(), work.lease().version(), work.lease().stage());
    }

    /** Insists until the store answers or the server stops; then the lease runs out by itself, which is no attempt. */
    private void write(Work work, Change change) {
        Lease lease = work.lease();
        try {
            Patience.insist(work.cancel(), () -> {
                change.make();
                return null;
            });
        } catch (LeaseLostException e) {
            LOG.info("job {}: the lease on {} is gone, nothing was changed", lease.job(), lease.stage());
        } catch (StoreUnavailableException e) {
            LOG.warn("job {}: the end of {} could not be written: {}", lease.job(), lease.stage(), e.getMessage());
        }
        changes.changed(lease.job());
    }
}
