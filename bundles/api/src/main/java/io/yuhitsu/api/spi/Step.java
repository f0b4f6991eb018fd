package io.yuhitsu.api.spi;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.StepResult;
import org.osgi.annotation.versioning.ConsumerType;

/** What is done for a job in one stage. Thread-safe; idempotent: it may be run again after a crash at any instruction. */
@ConsumerType
public interface Step {
    /** Service property: the verb of the stage, {@code transcribe}. The highest service ranking wins. */
    String VERB = "verb";

    /**
     * Does the work and leaves its results in blobs; the core stores what is returned.
     *
     * @throws java.util.concurrent.CancellationException when the context's token trips
     */
    StepResult run(StepContext context) throws FailureException, InterruptedException;
}
