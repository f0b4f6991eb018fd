package io.yuhitsu.core.internal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.Submission;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** What the core counts and times. Tags name kinds of things, never a job or what is in it. */
public final class Meters {
    private static final String STAGE = "stage";
    private static final String SWEEP_AGE = "yuhitsu.sweep.age";

    private Meters() {}

    /** Makes the failures of these stages known as 0: whoever watches a count must see it grow from there. */
    static void expect(Set<Stage> stages) {
        for (Stage stage : stages) {
            for (FailureKind kind : FailureKind.values()) {
                failed(stage, kind, 0);
            }
        }
    }

    static void failed(Stage stage, FailureKind kind) {
        failed(stage, kind, 1);
    }

    private static void failed(Stage stage, FailureKind kind, int times) {
        Metrics.counter("yuhitsu.failures", STAGE, stage.verb(), "kind", lower(kind))
                .increment(times);
    }

    static void took(Stage stage, Duration time) {
        Metrics.timer("yuhitsu.step", STAGE, stage.verb()).record(time);
    }

    /** @param outcome {@code delivered}, {@code later}, {@code refused}, {@code fault} */
    static void delivery(String channel, String outcome) {
        Metrics.counter("yuhitsu.deliveries", "channel", channel, "outcome", outcome)
                .increment();
    }

    public static void arrived(String entry, Submission submission) {
        recording(entry, submission.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** A recording that was not taken in; one that is BUSY is counted at each try. */
    public static void refused(String entry, FailureKind kind) {
        recording(entry, lower(kind));
    }

    private static void recording(String entry, String outcome) {
        Metrics.counter("yuhitsu.recordings", "entry", entry, "outcome", outcome)
                .increment();
    }

    static void watch(Sweeper sweeper) {
        // That of a sweeper before this one: what has a name already is not registered again.
        Metrics.globalRegistry.find(SWEEP_AGE).meters().forEach(Metrics.globalRegistry::remove);
        Gauge.builder(SWEEP_AGE, sweeper, s -> s.sinceLastPass().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(Metrics.globalRegistry);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
