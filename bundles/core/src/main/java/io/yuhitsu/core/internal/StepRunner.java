package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.Step;
import java.io.IOException;
import java.time.Duration;

/** Runs the step of a job's stage and stores its result. */
final class StepRunner {
    private final JobStore jobs;
    private final BlobStore blobs;
    private final FactsReader facts;
    private final Plugins plugins;
    private final Changes changes;
    private final Pace pace;

    StepRunner(JobStore jobs, BlobStore blobs, Plugins plugins, Changes changes, Pace pace) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.facts = new FactsReader(blobs);
        this.plugins = plugins;
        this.changes = changes;
        this.pace = pace;
    }

    void run(Work work, Stage verb) throws FailureException, InterruptedException {
        Stage stage = work.lease().stage();
        if (stage != verb) {
            throw new FailureException(FailureKind.INTERNAL, Said.message("wrong-verb", verb.verb(), stage.verb()));
        }
        work.cancel().check();
        if (Patience.insist(work.cancel(), () -> jobs.isStored(work.lease()))) {
            // A crash came between the result and the end of the stage, or the route asks twice.
            return;
        }
        Step step = plugins.step(stage)
                .orElseThrow(() -> new FailureException(
                        FailureKind.BUSY,
                        Said.message("step-absent", stage.verb()),
                        new Verdict.PluginAbsent(stage.verb())));
        RecordingFacts known = facts(work);
        long began = System.nanoTime();
        store(work, result(step, new RunningStep(jobs, blobs, changes, work, known)));
        pace.measured(stage, known.recorded().duration(), Duration.ofNanos(System.nanoTime() - began));
    }

    private static StepResult result(Step step, RunningStep context) throws FailureException, InterruptedException {
        StepResult result = null;
        try {
            result = step.run(context);
            return result;
        } finally {
            if (result == null) {
                context.discard();
            }
        }
    }

    private RecordingFacts facts(Work work) throws FailureException {
        try {
            return facts.read(work.job());
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, Said.message("content-unreadable"), e);
        }
    }

    /** Also tried when the token has tripped: work that is done while the server stops is not thrown away. */
    private void store(Work work, StepResult result) {
        try {
            Patience.insist(work.cancel(), () -> {
                jobs.store(work.lease(), result);
                return null;
            });
        } catch (LeaseLostException e) {
            work.cancel().trip();
            throw RunningStep.lost(e);
        }
    }
}
