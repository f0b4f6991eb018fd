package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How jobs wait, die, and come back. */
public interface JobWaitingContract {
    Stores fresh() throws Exception;

    @Test
    default void jobThatWaitsForTimeIsWokenBySweepWhenItIsOver() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Instant at = stores.clock().instant().plusSeconds(90);
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.TIME, at, Stores.REASON, true);

        Job waiting = stores.find(id);
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.waitFor()).isEqualTo(WaitFor.TIME);
        assertThat(waiting.notBefore()).isEqualTo(at);
        assertThat(waiting.reason()).isEqualTo(Stores.REASON);
        assertThat(waiting.attempts()).isEqualTo(1);

        stores.clock().advance(Duration.ofSeconds(89));
        assertThat(stores.jobs().sweep()).isEqualTo(new JobStore.Sweep(Set.of(), at));
        stores.clock().advance(Duration.ofSeconds(1));
        JobStore.Sweep over = stores.jobs().sweep();

        assertThat(over.ready()).containsExactly(Stage.TRANSCRIBE);
        assertThat(over.nextAt()).isNull();
        Job ready = stores.find(id);
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.waitFor()).isNull();
        assertThat(ready.notBefore()).isNull();
        assertThat(ready.findReason()).isEmpty();
        assertThat(ready.attempts()).isEqualTo(1);
    }

    @Test
    default void sweepNamesTheNextTimeOfAll() throws Exception {
        Stores stores = fresh();
        Instant start = stores.clock().instant();
        stores.submit(1);
        stores.submit(2);
        stores.submit(3);
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.TIME, start.plusSeconds(50), Stores.REASON, true);
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.TIME, start.plusSeconds(20), Stores.REASON, true);
        stores.jobs().claim(Stage.TRANSCRIBE, Stores.OWNER, Duration.ofSeconds(30));

        assertThat(stores.jobs().sweep().nextAt()).isEqualTo(start.plusSeconds(20));
    }

    @Test
    default void sweepOfNothingKnowsNoTime() throws Exception {
        assertThat(fresh().jobs().sweep()).isEqualTo(new JobStore.Sweep(Set.of(), null));
    }

    @Test
    default void waitingForTimeNeedsATime() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);

        assertThatThrownBy(() -> stores.jobs().wait(lease, WaitFor.TIME, null, Stores.REASON, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void jobThatWaitsForAPersonIsWokenByRetryAlone() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.PERSON, null, Stores.REASON, false);
        stores.clock().advance(Duration.ofDays(30));

        assertThat(stores.jobs().sweep()).isEqualTo(new JobStore.Sweep(Set.of(), null));
        assertThat(stores.jobs().wakePlugins()).isEmpty();
        assertThat(stores.find(id).attempts()).isZero();

        assertThat(stores.jobs().retry(TenantId.DEFAULT, id)).isTrue();
        assertThat(stores.find(id).state()).isEqualTo(State.READY);
    }

    @Test
    default void jobThatWaitsForAPluginIsWokenByPlugins() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.PLUGIN, null, Stores.REASON, false);
        stores.clock().advance(Duration.ofDays(30));
        assertThat(stores.jobs().sweep().ready()).isEmpty();

        assertThat(stores.jobs().wakePlugins()).containsExactly(Stage.TRANSCRIBE);

        assertThat(stores.find(id).state()).isEqualTo(State.READY);
        assertThat(stores.find(id).attempts()).isZero();
        assertThat(stores.jobs().wakePlugins()).isEmpty();
    }

    @Test
    default void resultOfAFailedTryDoesNotCount() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE);
        Lease lease = stores.claim(Stage.SUMMARISE);
        stores.jobs().store(lease, new StepResult(List.of(Stores.artifact(ArtifactKind.MINUTES, "minutes.json"))));

        stores.jobs().wait(lease, WaitFor.TIME, stores.clock().instant(), Stores.REASON, true);

        assertThat(stores.jobs().artifacts(id, 1)).isEmpty();
        stores.jobs().sweep();
        assertThat(stores.jobs().isStored(stores.claim(Stage.SUMMARISE))).isFalse();
    }

    @Test
    default void attemptsStartAnewInTheNextStage() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        for (int i = 0; i < 2; i++) {
            stores.jobs()
                    .wait(
                            stores.claim(Stage.TRANSCRIBE),
                            WaitFor.TIME,
                            stores.clock().instant(),
                            Stores.REASON,
                            true);
            stores.jobs().sweep();
        }
        assertThat(stores.find(id).attempts()).isEqualTo(2);

        assertThat(stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE).attempts()).isZero();
    }

    @Test
    default void deadJobKeepsItsReasonAndItsResults() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Artifact transcript = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        Lease next = passWith(stores, lease, transcript);

        stores.jobs().die(next, Stores.REASON);

        Job dead = stores.find(id);
        assertThat(dead.state()).isEqualTo(State.DEAD);
        assertThat(dead.stage()).isEqualTo(Stage.SUMMARISE);
        assertThat(dead.reason()).isEqualTo(Stores.REASON);
        assertThat(stores.jobs().artifacts(id, 1)).containsExactly(transcript);
        assertThat(stores.jobs().claim(Stage.SUMMARISE, Stores.OWNER, Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void retriedJobStartsItsStageWithNoAttemptsAndNoResult() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        stores.jobs()
                .wait(
                        stores.claim(Stage.TRANSCRIBE),
                        WaitFor.TIME,
                        stores.clock().instant(),
                        Stores.REASON,
                        true);
        stores.jobs().sweep();
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(lease, new StepResult(List.of()));
        stores.jobs().childDied(lease);
        stores.jobs().die(lease, Stores.REASON);

        assertThat(stores.jobs().retry(TenantId.DEFAULT, id)).isTrue();

        assertThat(stores.find(id).state()).isEqualTo(State.READY);
        assertThat(stores.find(id).attempts()).isZero();
        assertThat(stores.find(id).findReason()).isEmpty();
        Lease again = stores.claim(Stage.TRANSCRIBE);
        assertThat(stores.jobs().isStored(again)).isFalse();
        assertThat(stores.jobs().childDied(again)).isEqualTo(1);
    }

    @Test
    default void retryIsRefusedForJobsOnTheirWayAndForStrangers() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        assertThat(stores.jobs().retry(TenantId.DEFAULT, id)).isFalse();
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        assertThat(stores.jobs().retry(TenantId.DEFAULT, id)).isFalse();
        stores.jobs().die(lease, Stores.REASON);

        assertThat(stores.jobs().retry(new TenantId("other"), id)).isFalse();
        assertThat(stores.jobs().retry(TenantId.DEFAULT, JobId.next(0))).isFalse();
        assertThat(stores.find(id).state()).isEqualTo(State.DEAD);
    }

    @Test
    default void rerunIsANewVersionAndTheOldOneStaysVisible() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder");
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Artifact old = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        Segment segment = Stores.segment("plan", 0);
        stores.jobs().putSegment(lease, segment);
        stores.jobs().store(lease, new StepResult(List.of(old)));
        stores.jobs().advance(lease, Stage.DELIVER);
        stores.deliveries().delivered(stores.claimDelivery("folder"), "receipt 1");

        assertThat(stores.jobs().rerun(TenantId.DEFAULT, id, Stores.settings("mail")))
                .isTrue();

        Job job = stores.find(id);
        assertThat(job.version()).isEqualTo(2);
        assertThat(job.stage()).isEqualTo(Stage.TRANSCRIBE);
        assertThat(job.state()).isEqualTo(State.READY);
        assertThat(job.progress()).isZero();
        assertThat(job.attempts()).isZero();
        assertThat(job.settings()).isEqualTo(Stores.settings("mail"));
        Lease second = stores.claim(Stage.TRANSCRIBE);
        assertThat(second.version()).isEqualTo(2);
        assertThat(stores.jobs().isStored(second)).isFalse();
        assertThat(stores.jobs().artifacts(id, 2)).isEmpty();
        assertThat(stores.jobs().segments(id, 2, "plan")).isEmpty();

        Artifact fresh = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        stores.jobs().store(second, new StepResult(List.of(fresh)));
        stores.jobs().advance(second, Stage.DELIVER);

        assertThat(stores.jobs().artifacts(id, 1)).containsExactly(old);
        assertThat(stores.jobs().artifacts(id, 2)).containsExactly(fresh);
        assertThat(stores.deliveries().list(id, 1)).singleElement().satisfies(delivery -> assertThat(delivery.receipt())
                .isEqualTo("receipt 1"));
        assertThat(stores.deliveries().list(id, 2))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.target().channel()).isEqualTo("mail"));
    }

    @Test
    default void rerunOfADeadJobLeavesNothingOfItsFailure() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(lease, new StepResult(List.of()));
        stores.jobs().childDied(lease);
        stores.jobs().die(lease, Stores.REASON);

        assertThat(stores.jobs().rerun(TenantId.DEFAULT, id, Stores.settings())).isTrue();

        assertThat(stores.find(id).findReason()).isEmpty();
        Lease second = stores.claim(Stage.TRANSCRIBE);
        assertThat(stores.jobs().isStored(second)).isFalse();
        assertThat(stores.jobs().childDied(second)).isEqualTo(1);
    }

    @Test
    default void rerunIsRefusedUntilTheJobIsFinalAndForStrangers() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        assertThat(stores.jobs().rerun(TenantId.DEFAULT, id, Stores.settings())).isFalse();
        stores.pass(Stage.TRANSCRIBE, Stage.DONE);

        assertThat(stores.jobs().rerun(new TenantId("other"), id, Stores.settings()))
                .isFalse();
        assertThat(stores.find(id).version()).isEqualTo(1);
    }

    @Test
    default void cancelEndsReadyAndWaitingJobsToo() throws Exception {
        Stores stores = fresh();
        JobId waiting = stores.submit(1);
        stores.jobs()
                .wait(
                        stores.claim(Stage.TRANSCRIBE),
                        WaitFor.TIME,
                        stores.clock().instant().plusSeconds(1),
                        Stores.REASON,
                        true);
        JobId ready = stores.submit(2);

        assertThat(stores.jobs().cancel(TenantId.DEFAULT, waiting, Stores.REASON))
                .isTrue();
        assertThat(stores.jobs().cancel(TenantId.DEFAULT, ready, Stores.REASON)).isTrue();

        stores.clock().advance(Duration.ofMinutes(5));
        assertThat(stores.jobs().sweep()).isEqualTo(new JobStore.Sweep(Set.of(), null));
        assertThat(stores.jobs().claim(Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE))
                .isEmpty();
        assertThat(stores.find(ready).state()).isEqualTo(State.CANCELLED);
        assertThat(stores.find(ready).reason()).isEqualTo(Stores.REASON);
    }

    @Test
    default void cancelIsRefusedForFinalJobsAndForStrangers() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        assertThat(stores.jobs().cancel(new TenantId("other"), id, Stores.REASON))
                .isFalse();
        stores.pass(Stage.TRANSCRIBE, Stage.DONE);

        assertThat(stores.jobs().cancel(TenantId.DEFAULT, id, Stores.REASON)).isFalse();
        assertThat(stores.find(id).state()).isEqualTo(State.DONE);
    }

    private static Lease passWith(Stores stores, Lease lease, Artifact artifact) throws Exception {
        stores.jobs().store(lease, new StepResult(List.of(artifact)));
        stores.jobs().advance(lease, Stage.SUMMARISE);
        return stores.claim(Stage.SUMMARISE);
    }
}
