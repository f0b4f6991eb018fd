package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.pipeline.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread of a jobs route: takes a job, sends it through the route, takes the next. Ends when it is told to claim no more. */
final class Claimer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);

    /** How long the core may hold the thread when there is no work; nothing depends on it. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Pipeline pipeline;
    private final Stage stage;
    private final Consumer<WorkInHand> route;
    private final Consumer<Claimer> onEnd;
    private Thread thread;
    private boolean claiming = true;
    private boolean brokenOff;
    private boolean waiting;
    private WorkInHand hand;

    Claimer(Pipeline pipeline, Stage stage, Consumer<WorkInHand> route, Consumer<Claimer> onEnd) {
        this.pipeline = pipeline;
        this.stage = stage;
        this.route = route;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        boolean failing = false;
        try {
            while (isClaiming()) {
                try {
                    Optional<Work> work = take();
                    failing = false;
                    work.ifPresent(this::handle);
                } catch (InterruptedException e) {
                    if (isClaiming()) {
                        // Not by us, so it is meant for the thread.
                        Thread.currentThread().interrupt();
                        return;
                    }
                } catch (RuntimeException | Error e) {
                    if (isClaiming() && !failing) {
                        LOG.warn("no {} job could be claimed; tried again every second", stage.verb(), e);
                    }
                    failing = true;
                    pause();
                }
            }
        } finally {
            onEnd.accept(this);
        }
    }

    /** Nothing is taken from here on; a route that runs goes on to its end. */
    synchronized void stopClaiming() {
        claiming = false;
        notifyAll();
        if (waiting) {
            thread.interrupt();
        }
    }

    /** The server stops: the running step is told. */
    synchronized void abandon() {
        stopClaiming();
        if (hand != null) {
            hand.abandon();
        }
    }

    /** There is no time left: the job goes back even if its route still runs. */
    synchronized void breakOff() {
        abandon();
        brokenOff = true;
        if (hand != null) {
            hand.giveBack();
            thread.interrupt();
        }
    }

    synchronized boolean isBusy() {
        return hand != null;
    }

    private synchronized boolean isClaiming() {
        return claiming;
    }

    private synchronized void pause() {
        try {
            if (claiming) {
                wait(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            claiming = false;
        }
    }

    private Optional<Work> take() throws InterruptedException {
        synchronized (this) {
            if (!claiming) {
                return Optional.empty();
            }
            waiting = true;
        }
        try {
            return pipeline.take(stage, WAIT);
        } finally {
            synchronized (this) {
                waiting = false;
                if (!claiming) {
                    // The interruption was ours; it must not reach what comes behind.
                    Thread.interrupted();
                }
            }
        }
    }

    private void handle(Work work) {
        WorkInHand taken = new WorkInHand(pipeline, work);
        synchronized (this) {
            if (!claiming) {
                taken.giveBack();
                return;
            }
            hand = taken;
        }
        try {
            route.accept(taken);
        } finally {
            // What never told the core would keep its lease for ever.
            taken.giveBack();
            synchronized (this) {
                hand = null;
                if (brokenOff) {
                    Thread.interrupted();
                }
            }
        }
    }
}
