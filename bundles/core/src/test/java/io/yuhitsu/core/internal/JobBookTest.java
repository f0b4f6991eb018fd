package io.yuhitsu.core.internal;

import static io.yuhitsu.core.internal.Server.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.text.Message;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobBookTest {
    private static final Message REASON = new Message("test", "試験", "test");
    private static final TenantId OTHER = new TenantId("other");

    private final Machine machine = new Machine();
    private final Server server = new Server(machine);

    @AfterEach
    void stop() {
        server.close();
    }

    private JobId done() {
        JobId job = machine.submit();
        server.withSteps().routes();
        server.wakeups.wakeAll();
        server.awaitState(job, State.DONE);
        return job;
    }

    @Test
    void aJobOfAnotherTenantIsNotFound() {
        JobId job = machine.submit();
        assertThat(server.book.find(Machine.TENANT, job)).isPresent();
        assertThat(server.book.find(OTHER, job)).isEmpty();
        assertThat(server.book.cancel(OTHER, job)).isFalse();
        assertThat(server.book.retry(OTHER, job)).isFalse();
        assertThat(server.book.rerun(OTHER, job)).isFalse();
        assertThat(server.job(job).state()).isEqualTo(State.READY);
    }

    @Test
    void resultsAndFactsCanBeRead() throws Exception {
        Job job = server.job(done());
        assertThat(server.book.facts(job).title()).isEqualTo("会議");
        Artifact document = server.book.artifacts(job).stream()
                .filter(a -> a.name().equals("minutes.txt"))
                .findFirst()
                .orElseThrow();
        try (InputStream in = server.book.open(job, document)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("決定事項");
        }
        assertThat(server.book.deliveries(job)).isEmpty();
        assertThat(server.book.counts().get(Stage.DONE)).containsEntry(State.DONE, 1);
        assertThat(server.book.list(new JobQuery(Machine.TENANT, Set.of(State.DONE), null, 10)))
                .hasSize(1);
    }

    @Test
    void cancelBreaksRunningWorkOffAtOnce() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        server.with(Stage.TRANSCRIBE, FakeStep.endless(began)).route(Stage.TRANSCRIBE, 1);
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.book.cancel(Machine.TENANT, job)).isTrue();
        assertThat(server.job(job).state()).isEqualTo(State.CANCELLED);
        await().atMost(Duration.ofSeconds(2))
                .until(() -> server.running.elapsed(job).isEmpty());
        assertThat(server.book.cancel(Machine.TENANT, job)).isFalse();
        assertThat(machine.jobs.log(job)).extracting(e -> e.message().code()).contains("cancelled");
    }

    @Test
    void cancelOnAnotherCoreReachesTheWorkWithTheNextHeartbeat() {
        try (Server other = new Server(machine)) {
            JobId job = machine.submit();
            Work work = server.take(Stage.TRANSCRIBE);
            assertThat(other.book.cancel(Machine.TENANT, job)).isTrue();
            server.settings.set(server.settings.get());
            await().until(work.cancel()::isTripped);
        }
    }

    @Test
    void aFinishedRouteDoesNotReviveACancelledJob() throws Exception {
        server.withSteps();
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        server.pipeline.run(work, Stage.TRANSCRIBE);
        server.book.cancel(Machine.TENANT, job);
        server.pipeline.finished(work);
        assertThat(server.job(job).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void retryOfADeadJobGoesOnAtOnce() {
        JobId job = machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.badInput(REASON));
        server.withSteps().routes();
        assertThat(server.book.retry(Machine.TENANT, job)).isTrue();
        server.awaitState(job, State.DONE);
    }

    @Test
    void rerunMakesANewVersionWithTodaysProfile() {
        JobId job = done();
        ProfileSettings today = Languages.with(Machine.profile(false), "en");
        machine.profiles.save(new Profile(Machine.TENANT, ProfileId.DEFAULT, today));
        assertThat(server.book.rerun(Machine.TENANT, job)).isTrue();
        server.awaitState(job, State.DONE);
        assertThat(server.job(job).version()).isEqualTo(2);
        assertThat(server.job(job).settings()).isEqualTo(today);
        assertThat(machine.jobs.artifacts(job, 1)).hasSize(3);
    }

    @Test
    void rerunKeepsALanguageThatIsKnownForTheRecording() {
        JobId job = machine.submit(Machine.TENANT, Languages.with(Machine.profile(false), "en"));
        server.book.cancel(Machine.TENANT, job);
        machine.profiles.save(new Profile(Machine.TENANT, ProfileId.DEFAULT, Machine.profile(true)));
        assertThat(server.book.rerun(Machine.TENANT, job)).isTrue();
        assertThat(server.job(job).settings().language()).isEqualTo("en");
        assertThat(server.job(job).settings().approval()).isTrue();
    }

    @Test
    void rerunOfARunningJobIsRefused() {
        JobId job = machine.submit();
        assertThat(server.book.rerun(Machine.TENANT, job)).isFalse();
    }

    @Test
    void awaitReturnsWhenTheJobChanges() throws Exception {
        JobId id = machine.submit();
        Job known = server.job(id);
        CompletableFuture<Optional<Job>> changed = CompletableFuture.supplyAsync(() -> change(id, known));
        server.book.cancel(Machine.TENANT, id);
        assertThat(changed.get(20, TimeUnit.SECONDS)).map(Job::state).contains(State.CANCELLED);
    }

    @Test
    void awaitGivesTheSameJobBackWhenTheTimeIsOver() throws Exception {
        JobId id = machine.submit();
        Job known = server.job(id);
        assertThat(server.book.await(Machine.TENANT, id, known, Duration.ofMillis(20)))
                .contains(known);
        assertThat(server.book.await(Machine.TENANT, id, null, Duration.ofHours(1)))
                .contains(known);
    }

    private Optional<Job> change(JobId id, Job known) {
        try {
            return server.book.await(Machine.TENANT, id, known, Duration.ofHours(1));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsEstimatedBeforeTheFirstMeasurement() {
        assertThat(server.book.eta(server.job(machine.submit()))).isEmpty();
    }

    @Test
    void theEstimateComesFromSecondsPerRecordingSecond() {
        server.pace.measured(Stage.TRANSCRIBE, Duration.ofMinutes(10), Duration.ofSeconds(60));
        server.pace.measured(Stage.RENDER, Duration.ofMinutes(10), Duration.ofSeconds(10));
        JobId job = machine.submit(); // a minute long
        assertThat(server.book.eta(server.job(job))).contains(Duration.ofSeconds(7));
        machine.submit();
        machine.submit();
        server.take(Stage.TRANSCRIBE);
        server.take(Stage.TRANSCRIBE);
        JobId last = machine.submit();
        assertThat(server.job(last).rank()).isEqualTo(1);
        assertThat(server.book.eta(server.job(last)))
                .contains(Duration.ofSeconds(37)); // a usual job before it, on two places
    }

    @Test
    void theMeanFollowsTheMachine() {
        Pace pace = new Pace();
        for (int i = 0; i < 50; i++) {
            pace.measured(Stage.RENDER, Duration.ZERO, Duration.ofSeconds(10));
        }
        for (int i = 0; i < 50; i++) {
            pace.measured(Stage.RENDER, Duration.ZERO, Duration.ofSeconds(2));
        }
        assertThat(pace.expected(Stage.RENDER, Duration.ofHours(1)).orElseThrow())
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void runningWorkIsEstimatedFromItsProgress() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.with(Stage.TRANSCRIBE, new FakeStep(context -> {
                    context.progress(0.5);
                    half.countDown();
                    go.await();
                    return new StepResult(List.of());
                }))
                .route(Stage.TRANSCRIBE, 1);
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
        Duration elapsed = server.running.elapsed(job).orElseThrow();
        assertThat(server.book.eta(server.job(job)).orElseThrow())
                .isBetween(elapsed.minusMillis(1), Duration.ofSeconds(20)); // half is done: as long again
        go.countDown();
        await().until(() -> server.job(job).stage() == Stage.SUMMARISE);
    }

    @Test
    void whatIsOverOrWaitsForSomebodyHasNoEstimate() {
        server.pace.measured(Stage.TRANSCRIBE, Duration.ofMinutes(10), Duration.ofSeconds(60));
        JobId job = machine.submit();
        server.pass(server.take(Stage.TRANSCRIBE)); // no step: waits for a plugin
        assertThat(server.book.eta(server.job(job))).isEmpty();
        server.book.cancel(Machine.TENANT, job);
        assertThat(server.book.eta(server.job(job))).isEmpty();
    }
}
