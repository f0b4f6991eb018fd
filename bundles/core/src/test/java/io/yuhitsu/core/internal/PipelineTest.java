package io.yuhitsu.core.internal;

import static io.yuhitsu.core.internal.Server.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.contracts.Stores;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Message REASON = new Message("test", "試験", "test");

    private final Machine machine = new Machine();
    private final Server server = new Server(machine);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aJobWithoutTargetsPassesAllStepsAndIsDone() {
        server.withSteps().routes();
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        server.awaitState(job, State.DONE);
        assertThat(machine.jobs.artifacts(job, 1))
                .extracting("name")
                .containsExactlyInAnyOrder("transcript.json", "minutes.json", "minutes.txt");
    }

    @Test
    void aFinishedStepStartsTheNextWithoutTheSweeper() {
        server.withSteps();
        server.sweeper.stop();
        server.routes();
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        server.awaitState(job, State.DONE);
    }

    @Test
    void waitingForWorkDoesNotPoll() throws Exception {
        server.sweeper.stop();
        assertThat(server.pipeline.take(Stage.RENDER, Duration.ofMillis(300))).isEmpty();
        assertThat(machine.asked("JobStore.claim")).isLessThanOrEqualTo(2);
    }

    @Test
    void stagesWithoutRouteAreNotHandedOut() {
        for (Stage stage : List.of(Stage.APPROVE, Stage.DELIVER, Stage.DONE)) {
            assertThatThrownBy(() -> server.pipeline.take(stage, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tenantsTakeTurns() {
        TenantId other = new TenantId("acme");
        machine.submit();
        machine.submit();
        machine.submit(other, Machine.profile(false));
        assertThat(List.of(tenant(), tenant())).containsExactlyInAnyOrder(Machine.TENANT, other);
    }

    private TenantId tenant() {
        return server.take(Stage.TRANSCRIBE).job().tenant();
    }

    @Test
    void theHighestRankingStepRuns() throws Exception {
        FakeStep plain = FakeStep.transcribe();
        FakeStep better = FakeStep.transcribe();
        server.plugins.addStep(plain, Map.of("verb", "transcribe", "service.id", 1L));
        server.plugins.addStep(better, Map.of("verb", "transcribe", "service.id", 2L, "service.ranking", 10));
        machine.submit();
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(better.runs).hasValue(1);
        assertThat(plain.runs).hasValue(0);
    }

    @Test
    void anotherVerbThanTheStagesIsRefused() {
        server.withSteps();
        machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        assertThatThrownBy(() -> server.pipeline.run(work, Stage.RENDER))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INTERNAL));
    }

    @Test
    void aStepThatRanIsNotRunAgainAfterACrash() throws Exception {
        FakeStep step = FakeStep.transcribe();
        server.with(Stage.TRANSCRIBE, step);
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        server.pipeline.run(work, Stage.TRANSCRIBE);
        server.pipeline.giveBack(work); // the same as a lease that ran out before the end of the route
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(step.runs).hasValue(1);
        assertThat(server.job(job).stage()).isEqualTo(Stage.SUMMARISE);
    }

    @Test
    void aRouteThatEndsWithoutAResultIsAnInternalFailure() {
        JobId job = machine.submit();
        server.pipeline.finished(server.take(Stage.TRANSCRIBE));
        assertThat(server.job(job).state()).isEqualTo(State.WAITING);
        assertThat(server.job(job).reason().code()).isEqualTo("no-result");
        assertThat(server.job(job).attempts()).isEqualTo(1);
    }

    @Test
    void aResultOfAFailedRouteDoesNotCount() throws Exception {
        FakeStep step = FakeStep.transcribe();
        server.with(Stage.TRANSCRIBE, step);
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        server.pipeline.run(work, Stage.TRANSCRIBE);
        server.pipeline.failed(work, new IllegalStateException("behind the step"));
        server.advance(Duration.ofMinutes(1));
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(step.runs).hasValue(2);
        assertThat(server.job(job).stage()).isEqualTo(Stage.SUMMARISE);
    }

    @Test
    void busyWaitsLongerEachTime() {
        JobId job = machine.submit();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.busy(REASON));
            Job waiting = server.job(job);
            assertThat(waiting.waitFor()).isEqualTo(WaitFor.TIME);
            pauses.add(Duration.between(machine.clock.instant(), waiting.notBefore())
                    .toMillis());
            server.advance(Duration.ofHours(1));
        }
        assertThat(pauses.get(0)).isBetween(3_750L, 6_250L);
        assertThat(pauses.get(1)).isBetween(7_500L, 12_500L);
        assertThat(pauses.get(2)).isBetween(15_000L, 25_000L);
        assertThat(pauses.get(3)).isBetween(30_000L, 50_000L);
    }

    @Test
    void retryAfterOfAnExternalFailureIsHonoured() {
        JobId job = machine.submit();
        server.pipeline.failed(
                server.take(Stage.TRANSCRIBE),
                new FailureException(FailureKind.EXTERNAL, REASON, Duration.ofMinutes(10), null));
        assertThat(server.job(job).notBefore())
                .isAfterOrEqualTo(machine.clock.instant().plusSeconds(600));
    }

    @Test
    void busyIsNeverGivenUp() {
        JobId job = machine.submit();
        for (int i = 0; i < 20; i++) {
            server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.busy(REASON));
            server.advance(Duration.ofHours(1));
        }
        server.awaitState(job, State.READY);
    }

    @Test
    void aFaultOnAFullDiskIsNeverGivenUpAndIsTriedAgainEveryMinute() {
        JobId job = machine.submit();
        machine.free.set(1000);
        for (int i = 0; i < 20; i++) {
            server.pipeline.failed(server.take(Stage.TRANSCRIBE), new IllegalStateException("no child"));
            assertThat(server.job(job).reason().code()).isEqualTo("disk-full");
            assertThat(server.job(job).notBefore())
                    .isBefore(machine.clock.instant().plusSeconds(60));
            server.advance(Duration.ofMinutes(1));
        }
        server.awaitState(job, State.READY);
    }

    @Test
    void aFaultForWantOfRoomIsNoneOfOursEvenWhenThereIsRoomAgain() {
        JobId job = machine.submit();
        for (int i = 0; i < 10; i++) {
            server.pipeline.failed(
                    server.take(Stage.TRANSCRIBE),
                    new FailureException(
                            FailureKind.INTERNAL, REASON, new IOException("/x/y: No space left on device")));
            server.advance(Duration.ofMinutes(1));
        }
        server.awaitState(job, State.READY);
    }

    @Test
    void aStepThatFailsLeavesNothingBehind() throws Exception {
        server.with(Stage.TRANSCRIBE, new FakeStep(context -> {
            FakeStep.transcript(context);
            throw FailureException.busy(REASON);
        }));
        machine.submit();
        long before = blobs();
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(blobs()).isEqualTo(before);
    }

    private long blobs() throws IOException {
        try (Stream<BlobStore.Stored> all =
                machine.blobs.olderThan(machine.clock.instant().plusSeconds(1))) {
            return all.count();
        }
    }

    @Test
    void aRecordingThatCannotBeOneIsDeadOnAFullDiskToo() {
        JobId job = machine.submit();
        machine.free.set(0);
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.badInput(REASON));
        assertThat(server.job(job).state()).isEqualTo(State.DEAD);
    }

    @Test
    void badInputIsDeadAtOnceWithItsReason() {
        JobId job = machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.badInput(REASON));
        assertThat(server.job(job).state()).isEqualTo(State.DEAD);
        assertThat(server.job(job).reason()).isEqualTo(REASON);
        assertThat(machine.jobs.log(job)).extracting("message").contains(REASON);
    }

    @Test
    void theKindIsFoundBelowWhatTheRouteWrappedAroundIt() {
        JobId job = machine.submit();
        server.pipeline.failed(
                server.take(Stage.TRANSCRIBE),
                new RuntimeException(new IllegalStateException(FailureException.badInput(REASON))));
        assertThat(server.job(job).state()).isEqualTo(State.DEAD);
    }

    @Test
    void internalIsDeadAtTheThirdTry() {
        JobId job = machine.submit();
        for (int i = 0; i < 3; i++) {
            server.pipeline.failed(server.take(Stage.TRANSCRIBE), new NullPointerException("test"));
            assertThat(server.job(job).state()).isEqualTo(i < 2 ? State.WAITING : State.DEAD);
            server.advance(Duration.ofHours(1));
        }
    }

    @Test
    void busyTriesDoNotUseUpThoseOfInternalFailures() {
        JobId job = machine.submit();
        for (int i = 0; i < 5; i++) {
            server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.busy(REASON));
            server.advance(Duration.ofHours(1));
        }
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), new NullPointerException("test"));
        assertThat(server.job(job).state()).isEqualTo(State.WAITING);
    }

    @Test
    void retryGivesADeadJobAllItsTriesAgain() {
        JobId job = machine.submit();
        for (int i = 0; i < 3; i++) {
            server.pipeline.failed(server.take(Stage.TRANSCRIBE), new NullPointerException("test"));
            server.advance(Duration.ofHours(1));
        }
        assertThat(server.book.retry(Machine.TENANT, job)).isTrue();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), new NullPointerException("test"));
        assertThat(server.job(job).state()).isEqualTo(State.WAITING);
    }

    @Test
    void anAbsentStepIsWaitedForAndIsNoAttempt() {
        JobId job = machine.submit();
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(server.job(job).waitFor()).isEqualTo(WaitFor.PLUGIN);
        assertThat(server.job(job).attempts()).isZero();
        server.with(Stage.TRANSCRIBE, FakeStep.transcribe());
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(server.job(job).stage()).isEqualTo(Stage.SUMMARISE);
    }

    @Test
    void aStepThatComesBetweenQuestionAndAnswerIsNotMissed() {
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        FailureException absent = catchFailure(work);
        server.sweeper.stop();
        server.with(Stage.TRANSCRIBE, FakeStep.transcribe());
        assertThat(server.plugins.stepsCame()).isTrue(); // the sweep that saw it found nobody waiting
        server.pipeline.failed(work, absent);
        assertThat(server.job(job).waitFor()).isEqualTo(WaitFor.PLUGIN);
        assertThat(server.plugins.stepsCame()).isTrue();
    }

    private FailureException catchFailure(Work work) {
        try {
            server.pipeline.run(work, Stage.TRANSCRIBE);
            throw new AssertionError("the step is absent");
        } catch (FailureException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStepThatGoesIsNotUsedAnyMore() {
        // It might still have to see that the step came, and would let the job try at once.
        server.sweeper.stop();
        FakeStep gone = FakeStep.transcribe();
        server.with(Stage.TRANSCRIBE, gone);
        server.plugins.removeStep(gone);
        JobId job = machine.submit();
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(server.job(job).waitFor()).isEqualTo(WaitFor.PLUGIN);
        assertThat(gone.runs).hasValue(0);
    }

    @Test
    void aJobWithApprovalWaitsForAPersonAndOneWithoutDoesNot() {
        server.withSteps().routes();
        JobId asks = machine.submit(Machine.TENANT, Machine.profile(true));
        JobId asksNot = machine.submit(Machine.TENANT, Machine.profile(false));
        server.wakeups.wake(Stage.TRANSCRIBE);
        server.awaitState(asksNot, State.DONE);
        await().until(() -> server.job(asks).waitFor() == WaitFor.PERSON);
        assertThat(server.job(asks).stage()).isEqualTo(Stage.APPROVE);
        long swept = machine.asked("DeliveryStore.sweep");
        server.advance(Duration.ofDays(100));
        await().until(() -> machine.asked("DeliveryStore.sweep") > swept);
        assertThat(server.job(asks).state()).isEqualTo(State.WAITING);
    }

    @Test
    void aCancellationAfterATripIsNoAttempt() {
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        work.cancel().trip();
        server.pipeline.failed(work, new CancellationException("as asked"));
        assertThat(server.job(job).attempts()).isZero();
        assertThat(server.job(job).state()).isEqualTo(State.READY);
    }

    @Test
    void whateverAKilledChildLooksLikeAfterATripIsNoAttempt() {
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        work.cancel().trip();
        server.pipeline.failed(work, new FailureException(FailureKind.INTERNAL, REASON));
        assertThat(server.job(job).attempts()).isZero();
    }

    @Test
    void aCancellationThatNobodyAskedForIsAFault() {
        JobId job = machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), new CancellationException("by itself"));
        assertThat(server.job(job).attempts()).isEqualTo(1);
    }

    @Test
    void anInterruptedRouteIsNoAttempt() {
        JobId job = machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), new RuntimeException(new InterruptedException()));
        assertThat(server.job(job).attempts()).isZero();
        assertThat(server.job(job).state()).isEqualTo(State.READY);
    }

    @Test
    void aThirdDeathOfAChildInARowIsPoison() {
        FakeStep step = new FakeStep(context -> {
            context.childDied(REASON);
            throw new FailureException(FailureKind.INTERNAL, REASON);
        });
        server.with(Stage.TRANSCRIBE, step);
        JobId job = machine.submit();
        for (int i = 0; i < 3; i++) {
            server.pass(server.take(Stage.TRANSCRIBE));
            server.advance(Duration.ofHours(1));
        }
        assertThat(server.job(job).state()).isEqualTo(State.DEAD);
        assertThat(server.job(job).reason().code()).isEqualTo("poison");
    }

    @Test
    void aStoredSegmentStartsTheCountOfDeathsAnew() {
        FakeStep step = new FakeStep(context -> {
            for (int i = 0; i < 5; i++) {
                context.childDied(REASON);
                context.childDied(REASON);
                context.finishSegment("plan", i, i * 1000L, i * 1000L + 900, new byte[] {'[', ']'});
            }
            assertThat(context.segments("plan")).hasSize(5);
            assertThat(context.words(context.segments("plan").get(4))).containsExactly('[', ']');
            return new StepResult(List.of());
        });
        server.with(Stage.TRANSCRIBE, step);
        JobId job = machine.submit();
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(server.job(job).stage()).isEqualTo(Stage.SUMMARISE);
    }

    @Test
    void progressIsWrittenOnceASecondAtMost() {
        FakeStep step = new FakeStep(context -> {
            for (int i = 0; i <= 10_000; i++) {
                context.progress(i / 10_000.0);
            }
            return new StepResult(List.of());
        });
        server.with(Stage.TRANSCRIBE, step);
        machine.submit();
        long began = System.nanoTime();
        server.pass(server.take(Stage.TRANSCRIBE));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertThat(machine.asked("JobStore.progress")).isBetween(1L, 2 + seconds);
    }

    @Test
    void manyJobsAreEachDoneOnceByManyRoutes() throws Exception {
        FakeStep transcribe = FakeStep.transcribe();
        FakeStep summarise = FakeStep.summarise();
        FakeStep render = FakeStep.render();
        server.with(Stage.TRANSCRIBE, transcribe)
                .with(Stage.SUMMARISE, summarise)
                .with(Stage.RENDER, render);
        server.route(Stage.TRANSCRIBE, 6).route(Stage.SUMMARISE, 4).route(Stage.RENDER, 4);
        List<JobId> jobs = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<JobId>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(senders.submit(() -> {
                JobId job = machine.submit();
                server.wakeups.wake(Stage.TRANSCRIBE);
                return job;
            }));
        }
        for (Future<JobId> each : sent) {
            jobs.add(each.get(20, TimeUnit.SECONDS));
        }
        senders.shutdown();
        jobs.forEach(job -> server.awaitState(job, State.DONE));
        assertThat(List.of(transcribe.runs.get(), summarise.runs.get(), render.runs.get()))
                .containsExactly(100, 100, 100);
    }

    @Test
    void theLeaseIsRenewedWhileTheRouteDrains() {
        CoreSettings s = Machine.settings();
        server.settings.set(new CoreSettings(
                Duration.ofMillis(300),
                3,
                s.backoffFirst(),
                s.backoffLongest(),
                s.sweep(),
                s.recordingLimit(),
                0,
                0,
                8,
                4,
                s.orphanAge(),
                s.orphanSweep(),
                s.zone()));
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        for (int i = 0; i < 5; i++) {
            machine.clock.advance(Duration.ofMillis(200));
            long before = machine.asked("JobStore.renew");
            await().until(() -> machine.asked("JobStore.renew") > before + 1);
        }
        long swept = machine.asked("JobStore.sweep");
        server.advance(Duration.ZERO);
        await().until(() -> machine.asked("JobStore.sweep") > swept);
        assertThat(server.job(job).state()).isEqualTo(State.RUNNING);
        assertThat(work.cancel().isTripped()).isFalse();
    }

    @Test
    void aLeaseThatIsGoneTripsTheToken() {
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        machine.clock.advance(Duration.ofHours(1));
        machine.jobs.sweep();
        server.settings.set(server.settings.get()); // beats now
        await().until(work.cancel()::isTripped);
        server.pipeline.failed(work, new CancellationException());
        assertThat(server.job(job).attempts()).isZero();
    }

    @Test
    void aResultUnderALostLeaseIsRefusedAndTheWorkBrokenOff() {
        CountDownLatch lost = new CountDownLatch(1);
        server.with(Stage.TRANSCRIBE, new FakeStep(context -> {
            machine.clock.advance(Duration.ofHours(1));
            machine.jobs.sweep();
            lost.countDown();
            return FakeStep.transcript(context);
        }));
        JobId job = machine.submit();
        server.pass(server.take(Stage.TRANSCRIBE));
        assertThat(lost.getCount()).isZero();
        assertThat(server.job(job).stage()).isEqualTo(Stage.TRANSCRIBE);
        assertThat(machine.jobs.artifacts(job, 1)).isEmpty();
    }

    @Test
    void aJobThatNobodyRangForIsFoundByTheSweeper() {
        JobId job = machine.submit();
        server.withSteps().routes();
        server.advance(Duration.ZERO);
        server.awaitState(job, State.DONE);
        long swept = machine.asked("JobStore.sweep");
        JobId unheard = machine.submit();
        server.advance(Duration.ofSeconds(31));
        server.awaitState(unheard, State.DONE);
        assertThat(machine.asked("JobStore.sweep")).isGreaterThan(swept);
    }

    @Test
    void theWorkOfAServerThatVanishedIsDoneByAnother() {
        JobId job = machine.submit();
        assertThat(machine.jobs.claim(Stage.TRANSCRIBE, Stores.owner("vanished"), Duration.ofSeconds(60)))
                .isPresent();
        server.withSteps().routes();
        server.advance(Duration.ofSeconds(61));
        server.awaitState(job, State.DONE);
        assertThat(server.job(job).attempts()).isZero();
    }

    @Test
    void theWorkOfAServerThatCrashedGoesOnAtOnceWhenItIsStartedAgain() {
        JobId job = machine.submit();
        server.take(Stage.TRANSCRIBE);
        try (Server restarted = server.again()) {
            restarted.withSteps().routes();
            restarted.awaitState(job, State.DONE);
        }
        assertThat(server.job(job).attempts()).isZero();
    }

    @Test
    void twoCoresOnOneStoreDoEachStepOnce() {
        FakeStep transcribe = FakeStep.transcribe();
        FakeStep summarise = FakeStep.summarise();
        FakeStep render = FakeStep.render();
        try (Server other = new Server(machine)) {
            for (Server each : List.of(server, other)) {
                each.with(Stage.TRANSCRIBE, transcribe)
                        .with(Stage.SUMMARISE, summarise)
                        .with(Stage.RENDER, render);
                each.route(Stage.TRANSCRIBE, 2).route(Stage.SUMMARISE, 2).route(Stage.RENDER, 2);
            }
            List<JobId> jobs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                jobs.add(machine.submit());
                (i % 2 == 0 ? server : other).wakeups.wake(Stage.TRANSCRIBE);
            }
            jobs.forEach(job -> server.awaitState(job, State.DONE));
        }
        assertThat(List.of(transcribe.runs.get(), summarise.runs.get(), render.runs.get()))
                .containsExactly(40, 40, 40);
    }

    @Test
    void aStoreThatIsAwayIsWaitedForEverywhere() {
        machine.down.set(true);
        server.withSteps().routes();
        await().until(() -> machine.asked("JobStore.claim") >= 3 && machine.asked("JobStore.sweep") >= 1);
        machine.down.set(false);
        JobId job = machine.submit();
        server.awaitState(job, State.DONE);
    }

    @Test
    void aResultIsKeptUntilTheStoreIsBack() {
        FakeStep step = new FakeStep(context -> {
            StepResult result = FakeStep.transcript(context);
            machine.down.set(true);
            return result;
        });
        server.with(Stage.TRANSCRIBE, step).route(Stage.TRANSCRIBE, 1);
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        await().until(() -> machine.asked("JobStore.store") >= 2);
        machine.down.set(false);
        await().until(() -> server.job(job).stage() == Stage.SUMMARISE);
        assertThat(step.runs).hasValue(1);
    }

    @Test
    void aResultIsStoredAfterAnOutageThatIsLongerThanItsLease() {
        FakeStep step = FakeStep.transcribe();
        server.with(Stage.TRANSCRIBE, step);
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        machine.down.set(true);
        long failed = machine.asked("JobStore.sweep") + machine.asked("JobStore.renew");
        server.advance(Machine.settings().lease().multipliedBy(3));
        await().until(() -> machine.asked("JobStore.sweep") + machine.asked("JobStore.renew") > failed);
        long swept = machine.asked("DeliveryStore.sweep");
        machine.down.set(false);
        await().until(() -> machine.asked("DeliveryStore.sweep") > swept);
        assertThat(work.cancel().isTripped()).isFalse();
        server.pass(work);
        assertThat(server.job(job).stage()).isEqualTo(Stage.SUMMARISE);
        assertThat(step.runs).hasValue(1);
    }

    @Test
    void answersThatAreLostOnTheirWayLoseNoJobAndCountAsNoAttempt() {
        machine.answersLost.addAll(
                List.of("JobStore.claim", "JobStore.isStored", "JobStore.store", "JobStore.advance", "JobStore.renew"));
        server.withSteps().routes();
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        await().until(() -> !machine.answersLost.contains("JobStore.claim"));
        // The claim whose answer was lost is nobody's until its lease is over.
        server.advance(Duration.ofMinutes(2));
        await().until(() -> {
            server.advance(Duration.ofSeconds(31));
            return server.job(job).state() == State.DONE;
        });
        assertThat(machine.jobs.artifacts(job, 1)).hasSize(3);
        assertThat(machine.jobs.log(job)).extracting(e -> e.message().code()).containsOnly("stage-done");
    }

    @Test
    void whoeverWaitsForAJobWaitsForTheStoreToo() throws Exception {
        JobId id = machine.submit();
        Job known = server.job(id);
        machine.down.set(true);
        assertThat(server.book.await(Machine.TENANT, id, known, Duration.ofMillis(50)))
                .contains(known);
    }

    @Test
    void aStoreThatIsAwayDoesNotUseUpTheTriesOfAJob() throws Exception {
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        machine.down.set(true);
        Thread route = new Thread(() -> server.pipeline.failed(work, new NullPointerException("test")));
        route.start();
        await().until(() -> machine.asked("JobStore.wait") >= 4);
        machine.down.set(false);
        route.join(20_000);
        assertThat(server.job(job).state()).isEqualTo(State.WAITING);
        assertThat(server.job(job).attempts()).isEqualTo(1);
    }

    @Test
    void aStopTripsTheTokensAndGivesTheLeasesBack() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        server.with(Stage.TRANSCRIBE, FakeStep.endless(began)).route(Stage.TRANSCRIBE, 2);
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
        assertThat(server.job(job).state()).isEqualTo(State.READY);
        assertThat(server.job(job).attempts()).isZero();
    }

    @Test
    void aStopGivesTheLeaseBackOfAStepThatDoesNotListen() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        server.with(Stage.TRANSCRIBE, new FakeStep(context -> {
            began.countDown();
            release.await();
            return FakeStep.transcript(context);
        }));
        JobId job = machine.submit();
        Work work = server.take(Stage.TRANSCRIBE);
        Thread deaf = new Thread(() -> server.pass(work));
        deaf.start();
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
        assertThat(server.job(job).state()).isEqualTo(State.READY);
        release.countDown();
        deaf.join(10_000);
        assertThat(server.job(job).state()).isEqualTo(State.READY);
        assertThat(machine.jobs.artifacts(job, 1)).isEmpty();
    }

    @Test
    void aStopEndsTheWaitForWork() throws Exception {
        Thread waiting = new Thread(() -> {
            try {
                server.pipeline.take(Stage.RENDER, Duration.ofHours(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        server.stop();
        waiting.join(10_000);
        assertThat(waiting.isAlive()).isFalse();
    }

    @Test
    void aStopWithoutAStoreEndsToo() {
        JobId job = machine.submit();
        server.take(Stage.TRANSCRIBE);
        machine.down.set(true);
        server.stop();
        machine.down.set(false);
        machine.clock.advance(Duration.ofSeconds(61));
        machine.jobs.sweep();
        assertThat(server.job(job).state()).isEqualTo(State.READY);
    }
}
