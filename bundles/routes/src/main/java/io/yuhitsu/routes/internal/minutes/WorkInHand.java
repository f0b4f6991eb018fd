package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.pipeline.Work;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claimed job while its route runs. Whoever ends it first ends it for good; the core is told exactly once. */
final class WorkInHand {
    /** Exchange property, which no message from outside can carry. */
    static final String PROPERTY = "MinutesWorkInHand";

    private static final Logger LOG = LoggerFactory.getLogger(WorkInHand.class);

    private final Pipeline pipeline;
    private final Work work;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean stored;

    WorkInHand(Pipeline pipeline, Work work) {
        this.pipeline = pipeline;
        this.work = work;
    }

    Work work() {
        return work;
    }

    /** A part of the route that goes on behind the route's end (wireTap, seda) must not work on the job. */
    boolean isOpen() {
        return !ended.get();
    }

    void run(Stage verb) throws FailureException, InterruptedException {
        pipeline.run(work, verb);
        stored = true;
    }

    /** @param thrown null when the route ended well */
    void end(Throwable thrown) {
        if (thrown == null && (stored || !work.cancel().isTripped())) {
            tell(p -> p.finished(work));
        } else if (work.cancel().isTripped()) {
            giveBack();
        } else {
            Throwable why = Causes.find(thrown, FailureException.class)
                    .<Throwable>map(failure -> failure)
                    .orElse(thrown);
            tell(p -> p.failed(work, why));
        }
    }

    /** The server stops: the step is told, so that its route ends soon. */
    void abandon() {
        work.cancel().trip();
    }

    void giveBack() {
        tell(p -> p.giveBack(work));
    }

    private void tell(Consumer<Pipeline> outcome) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            outcome.accept(pipeline);
        } catch (RuntimeException e) {
            LOG.warn(
                    "job {}: the end of {} was not stored; its lease runs out",
                    id(),
                    work.lease().stage(),
                    e);
        }
    }

    private Object id() {
        return work.lease().job();
    }
}
