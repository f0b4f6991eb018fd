package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.Step;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.json.MinutesJson;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A step that counts its runs and does what a test says. */
final class FakeStep implements Step {
    interface Body {
        StepResult run(StepContext context) throws FailureException, InterruptedException;
    }

    final AtomicInteger runs = new AtomicInteger();
    private final Body body;

    FakeStep(Body body) {
        this.body = body;
    }

    @Override
    public StepResult run(StepContext context) throws FailureException, InterruptedException {
        runs.incrementAndGet();
        return body.run(context);
    }

    static FakeStep transcribe() {
        return new FakeStep(FakeStep::transcript);
    }

    static StepResult transcript(StepContext context) throws FailureException {
        return new StepResult(List.of(context.write(
                ArtifactKind.TRANSCRIPT,
                "transcript.json",
                "application/json",
                out -> out.write("{}".getBytes(StandardCharsets.UTF_8)))));
    }

    static FakeStep summarise() {
        return new FakeStep(context -> new StepResult(List.of(context.write(
                ArtifactKind.MINUTES,
                "minutes.json",
                "application/json",
                out -> MinutesJson.write(minutes(context.job()), out)))));
    }

    static FakeStep render() {
        return new FakeStep(context -> new StepResult(List.of(context.write(
                ArtifactKind.DOCUMENT,
                "minutes.txt",
                "text/plain",
                out -> out.write("決定事項".getBytes(StandardCharsets.UTF_8))))));
    }

    /** Says that it began and works until nobody wants it any more. */
    static FakeStep endless(CountDownLatch began) {
        return new FakeStep(context -> {
            CountDownLatch tripped = new CountDownLatch(1);
            try (var registration = context.cancel().onTrip(tripped::countDown)) {
                began.countDown();
                tripped.await();
            }
            context.cancel().check();
            throw new AssertionError("not tripped");
        });
    }

    private static Minutes minutes(Job job) {
        return new Minutes(
                job.id(),
                job.version(),
                "会議",
                Locale.JAPANESE,
                LocalDate.of(2026, 10, 5),
                DateSource.RECEIVED,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                new Coverage(60_000, 60_000),
                List.of(),
                List.of(),
                List.of());
    }
}
