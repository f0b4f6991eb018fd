package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.WaitFor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long until a job is done, from what was measured on this machine. */
final class Estimates {
    private static final Logger LOG = LoggerFactory.getLogger(Estimates.class);
    /** Below this, progress says nothing about speed. */
    private static final double TELLING = 0.05;

    private final Pace pace;
    private final Running running;
    private final FactsReader facts;
    private final Clock clock;

    Estimates(Pace pace, Running running, FactsReader facts, Clock clock) {
        this.pace = pace;
        this.running = running;
        this.facts = facts;
        this.clock = clock;
    }

    Optional<Duration> remaining(Job job) {
        return switch (job.state()) {
            case DONE -> Optional.of(Duration.ZERO);
            case DEAD, CANCELLED -> Optional.empty();
            case READY -> untilDone(job).map(d -> d.plus(queue(job)));
            case RUNNING -> untilDone(job);
            case WAITING ->
                job.waitFor() == WaitFor.TIME ? untilDone(job).map(d -> d.plus(pause(job))) : Optional.empty();
        };
    }

    private Optional<Duration> untilDone(Job job) {
        Duration length;
        try {
            length = facts.length(job);
        } catch (IOException e) {
            LOG.debug("job {}: no estimate", job.id(), e);
            return Optional.empty();
        }
        Optional<Duration> stage = thisStage(job, length);
        if (stage.isEmpty()) {
            return Optional.empty();
        }
        Duration sum = stage.get();
        for (Stage next = job.stage().next(); next != Stage.DONE; next = next.next()) {
            // Small beside the transcription; one that was never measured yet counts as nothing.
            sum = sum.plus(pace.expected(next, length).orElse(Duration.ZERO));
        }
        return Optional.of(sum);
    }

    private Optional<Duration> thisStage(Job job, Duration length) {
        Optional<Duration> elapsed = job.state() == State.RUNNING ? running.elapsed(job.id()) : Optional.empty();
        if (elapsed.isPresent() && job.progress() >= TELLING) {
            double left = (1 - job.progress()) / job.progress();
            return Optional.of(Duration.ofMillis(Math.round(elapsed.get().toMillis() * left)));
        }
        return pace.expected(job.stage(), length)
                .map(whole -> Duration.ofMillis(Math.round(whole.toMillis() * (1 - job.progress()))));
    }

    /** Those before it in the queue are taken to be as long as the usual recording, and to go on as many places as are busy now. */
    private Duration queue(Job job) {
        Duration usual = pace.expected(job.stage(), Duration.ZERO).orElse(Duration.ZERO);
        long atOnce = Math.max(1, running.count(job.stage()));
        return usual.multipliedBy(job.rank()).dividedBy(atOnce);
    }

    private Duration pause(Job job) {
        Duration left = Duration.between(clock.instant(), job.notBefore());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
