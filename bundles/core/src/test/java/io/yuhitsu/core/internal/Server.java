package io.yuhitsu.core.internal;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A core that runs on a machine; several may share one. */
final class Server implements AutoCloseable {
    private static final AtomicInteger NODES = new AtomicInteger();

    final Machine machine;
    private final String id;
    final LiveSettings settings;
    final Wakeups wakeups = new Wakeups();
    final Changes changes = new Changes();
    final Pace pace = new Pace();
    final Running running = new Running();
    final Plugins plugins = new Plugins(wakeups);
    final StagePipeline pipeline;
    final DeliveryDesk desk;
    final Sweeper sweeper;
    final JobBook book;
    private final List<Work> taken = new CopyOnWriteArrayList<>();
    private final List<Thread> routes = new ArrayList<>();
    private volatile boolean closed;

    Server(Machine machine) {
        this(machine, Machine.settings());
    }

    Server(Machine machine, CoreSettings with) {
        this(machine, with, "node" + NODES.incrementAndGet());
    }

    Server(Machine machine, CoreSettings with, String id) {
        this.machine = machine;
        this.id = id;
        Node node = new Node(id);
        settings = new LiveSettings(with);
        pipeline = new StagePipeline(
                node,
                machine.jobs,
                machine.blobs,
                settings,
                plugins,
                machine.room,
                wakeups,
                changes,
                pace,
                running,
                machine.clock);
        desk = new DeliveryDesk(
                node,
                machine.deliveries,
                machine.jobs,
                machine.blobs,
                settings,
                plugins,
                machine.room,
                wakeups,
                changes,
                pace,
                running,
                machine.clock);
        sweeper = new Sweeper(
                node,
                machine.jobs,
                machine.deliveries,
                machine.blobs,
                settings,
                plugins,
                wakeups,
                changes,
                running,
                machine.clock);
        book = new JobBook(
                machine.jobs, machine.deliveries, machine.profiles, machine.blobs, wakeups, changes, pace, running);
    }

    /** The same server in another run, as after a crash: this one does not know of it. */
    Server again() {
        return new Server(machine, settings.get(), id);
    }

    static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(20));
    }

    Server with(Stage stage, Step step) {
        plugins.addStep(step, Map.of(Step.VERB, stage.verb()));
        return this;
    }

    Server with(String name, DeliveryChannel channel) {
        plugins.addChannel(channel, Map.of(DeliveryChannel.CHANNEL, name));
        return this;
    }

    /** Steps that store what the pipeline needs. */
    Server withSteps() {
        return with(Stage.TRANSCRIBE, FakeStep.transcribe())
                .with(Stage.SUMMARISE, FakeStep.summarise())
                .with(Stage.RENDER, FakeStep.render());
    }

    /** A route like those of the {@code minutes} component, on so many threads. */
    Server route(Stage stage, int threads) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> work(stage), "route-" + stage.verb() + "-" + i);
            thread.start();
            routes.add(thread);
        }
        return this;
    }

    Server routes() {
        return route(Stage.TRANSCRIBE, 1).route(Stage.SUMMARISE, 1).route(Stage.RENDER, 1);
    }

    private void work(Stage stage) {
        try {
            while (!closed) {
                Optional<Work> work = pipeline.take(stage, Duration.ofSeconds(60));
                if (work.isPresent()) {
                    pass(work.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a route does with a job. */
    void pass(Work work) {
        try {
            pipeline.run(work, work.lease().stage());
            pipeline.finished(work);
        } catch (Exception | LinkageError e) {
            pipeline.failed(work, e);
        }
    }

    Work take(Stage stage) {
        try {
            Work work = pipeline.take(stage, Duration.ofSeconds(20)).orElseThrow();
            taken.add(work);
            return work;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets time pass for the server; the sweeper looks at the clock. */
    void advance(Duration time) {
        machine.clock.advance(time);
        wakeups.sweeps().add(Instant.MIN);
    }

    Job job(JobId id) {
        return machine.job(id);
    }

    void awaitState(JobId id, State state) {
        await().until(() -> job(id).state(), state::equals);
    }

    /** Stops as the framework does it. */
    void stop() {
        closed = true;
        pipeline.stop();
        desk.stop();
        sweeper.stop();
        for (Thread route : routes) {
            try {
                route.join(10_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        machine.down.set(false);
        if (!closed) {
            taken.forEach(pipeline::giveBack);
            stop();
        }
    }
}
