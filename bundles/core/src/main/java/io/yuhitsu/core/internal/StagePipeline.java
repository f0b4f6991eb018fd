package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands out jobs, keeps their leases alive while they are worked on, and takes back what became of them. */
@Component(service = Pipeline.class)
public final class StagePipeline implements Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(StagePipeline.class);
    private static final Set<Stage> ROUTED = EnumSet.of(Stage.TRANSCRIBE, Stage.SUMMARISE, Stage.RENDER);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final Node node;
    private final JobStore jobs;
    private final LiveSettings settings;
    private final Wakeups wakeups;
    private final Running running;
    private final Leases<Lease> leases = new Leases<>();
    private final Heartbeat heartbeat;
    private final StepRunner runner;
    private final Outcomes outcomes;
    private final Bell closing = new Bell();
    private volatile boolean closed;

    @Activate
    public StagePipeline(
            @Reference Node node,
            @Reference JobStore jobs,
            @Reference BlobStore blobs,
            @Reference LiveSettings settings,
            @Reference Plugins plugins,
            @Reference Room room,
            @Reference Wakeups wakeups,
            @Reference Changes changes,
            @Reference Pace pace,
            @Reference Running running) {
        this(node, jobs, blobs, settings, plugins, room, wakeups, changes, pace, running, Clock.systemUTC());
    }

    StagePipeline(
            Node node,
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
        this.jobs = jobs;
        this.settings = settings;
        this.wakeups = wakeups;
        this.running = running;
        this.runner = new StepRunner(jobs, blobs, plugins, changes, pace);
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        this.outcomes = new Outcomes(jobs, settings, plugins, room, wakeups, changes, clock, backoff);
        Consumer<Duration> renewal = lease -> leases.renew(held -> jobs.renew(held, lease));
        this.heartbeat = new Heartbeat("yuhitsu-jobs-heartbeat", settings, renewal);
        running.add(leases, Lease::job, Lease::stage, renewal);
        Meters.expect(ROUTED);
    }

    @Override
    public Optional<Work> take(Stage stage, Duration wait) throws InterruptedException {
        if (!ROUTED.contains(stage)) {
            throw new IllegalArgumentException(stage.verb() + " has no route of its own");
        }
        return claim(stage, System.nanoTime() + wait.toNanos());
    }

    private Optional<Work> claim(Stage stage, long end) throws InterruptedException {
        Bell bell = wakeups.bell(stage);
        while (!closed) {
            long heard = bell.heard();
            Duration pause;
            try {
                Optional<Work> work = leases.claim(
                                () -> jobs.claim(stage, owner(), settings.get().lease()), JobStore.Claim::lease)
                        .map(c -> new Work(c.lease(), c.job(), leases.token(c.lease())));
                if (work.isPresent()) {
                    return work;
                }
                pause = null;
            } catch (StoreUnavailableException e) {
                LOG.debug("the store is not there to claim from: {}", e.getMessage());
                pause = STORE_PAUSE;
            }
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return Optional.empty();
            }
            if (pause != null) {
                closing.await(closing.heard(), left.compareTo(pause) < 0 ? left : pause);
            } else if (!bell.await(heard, left)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private LeaseOwner owner() {
        return node.worker(Thread.currentThread().getName());
    }

    @Override
    public void run(Work work, Stage verb) throws FailureException, InterruptedException {
        runner.run(work, verb);
    }

    @Override
    public void finished(Work work) {
        end(work, held -> outcomes.finished(work, Duration.ofNanos(System.nanoTime() - held.sinceNanos())));
    }

    @Override
    public void failed(Work work, Throwable why) {
        end(work, held -> outcomes.failed(work, why));
    }

    @Override
    public void giveBack(Work work) {
        end(work, held -> outcomes.giveBack(work));
    }

    /** The lease is renewed until what became of the job is written; a second end of the same work is nothing. */
    private void end(Work work, Consumer<Leases.Held<Lease>> outcome) {
        leases.find(work.lease()).ifPresent(held -> {
            try {
                outcome.accept(held);
            } finally {
                leases.release(work.lease());
            }
        });
    }

    @Deactivate
    void stop() {
        closed = true;
        closing.ring();
        wakeups.wakeAll();
        for (Lease lease : leases.close(STOP)) {
            try {
                LOG.warn("job {}: {} did not stop in time, its lease is given back", lease.job(), lease.stage());
                jobs.giveBack(lease);
            } catch (LeaseLostException | StoreUnavailableException e) {
                LOG.info("job {}: the lease on {} runs out by itself: {}", lease.job(), lease.stage(), e.getMessage());
            }
        }
        heartbeat.close();
        running.remove(leases);
    }
}
