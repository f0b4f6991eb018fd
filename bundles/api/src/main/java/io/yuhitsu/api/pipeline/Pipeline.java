package io.yuhitsu.api.pipeline;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.Stage;
import java.time.Duration;
import java.util.Optional;

/** The durable work queue as the {@code minutes} component sees it. Thread-safe. */
public interface Pipeline {
    /**
     * Claims a job of the stage, fair between tenants; waits without polling.
     *
     * @param wait how long to wait when there is nothing to do
     */
    Optional<Work> take(Stage stage, Duration wait) throws InterruptedException;

    /**
     * Runs the step of that verb for the job and stores its result under the job's lease. Idempotent.
     *
     * @param verb the step that the route asked for; refused when it is not the one of the job's stage
     * @throws java.util.concurrent.CancellationException when the work is no longer wanted
     */
    void run(Work work, Stage verb) throws FailureException, InterruptedException;

    /** The route ended well. Advances the job when a result is stored; otherwise this is an INTERNAL failure. */
    void finished(Work work);

    /** The route failed; the failure's kind decides what becomes of the job. A stored result of this try does not count. */
    void failed(Work work, Throwable why);

    /** The work was not begun or is broken off by a stop: READY again, not an attempt. */
    void giveBack(Work work);
}
