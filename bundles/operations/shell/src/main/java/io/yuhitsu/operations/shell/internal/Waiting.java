package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Jobs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Follows a job to its end and shows how far it is: redrawn on a terminal, one line a stage elsewhere. */
final class Waiting {
    /** A year. */
    static final long MOST_SECONDS = 31_536_000;

    private static final Duration REDRAW = Duration.ofMillis(500);

    private final Screen screen;
    private final Jobs jobs;
    private final Instant end;
    private final Duration limit;

    Waiting(Screen screen, Jobs jobs, Duration limit) {
        this.screen = screen;
        this.jobs = jobs;
        this.limit = limit;
        this.end = Instant.now().plus(limit);
    }

    /**
     * @return the job in its final state
     * @throws CommandException when it failed, was cancelled or is not done in time
     */
    Job follow(Job first) throws CommandException, IOException, InterruptedException {
        Job job = first;
        RecordingFacts facts = jobs.facts(job);
        Stage shown = null;
        while (!job.state().isFinal()) {
            if (!Instant.now().isBefore(end)) {
                throw new CommandException(CommandException.FAILED, "not-in-time", JobView.clock(limit));
            }
            if (screen.width() > 0) {
                redraw(JobView.line(screen, job, facts, jobs.eta(job)));
            } else if (job.stage() != shown) {
                shown = job.stage();
                screen.out().println(facts.fileName() + "  " + JobView.stage(screen, shown));
            }
            job = jobs.await(JobAction.TENANT, job.id(), job, REDRAW).orElse(job);
        }
        if (screen.width() > 0) {
            redraw(JobView.line(screen, job, facts, jobs.eta(job)));
            screen.out().println();
        }
        if (job.state() == State.DEAD) {
            throw new CommandException(
                    CommandException.FAILED,
                    "job-failed",
                    job.id().value(),
                    job.findReason().map(screen::in).orElse("?"));
        }
        if (job.state() == State.CANCELLED) {
            throw new CommandException(
                    CommandException.FAILED, "job-cancelled", job.id().value());
        }
        return job;
    }

    private void redraw(String line) {
        screen.out().print("\r\u001b[2K" + Columns.cut(line, screen.width() - 1));
        screen.out().flush();
    }
}
