package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Who may work on a job, in which order, and for how long. */
public interface JobLeaseContract {
    Stores fresh() throws Exception;

    @Test
    default void claimedJobRunsUnderALease() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);

        JobStore.Claim claim = stores.jobs()
                .claim(Stage.TRANSCRIBE, Stores.owner("node-1"), Stores.LEASE)
                .orElseThrow();

        assertThat(claim.lease().job()).isEqualTo(id);
        assertThat(claim.lease().tenant()).isEqualTo(TenantId.DEFAULT);
        assertThat(claim.lease().version()).isEqualTo(1);
        assertThat(claim.lease().stage()).isEqualTo(Stage.TRANSCRIBE);
        assertThat(claim.job().state()).isEqualTo(State.RUNNING);
        assertThat(stores.find(id)).isEqualTo(claim.job());
        assertThat(stores.jobs().claim(Stage.TRANSCRIBE, Stores.owner("node-2"), Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void claimTakesOnlyJobsOfItsStage() throws Exception {
        Stores stores = fresh();
        stores.submit(1);

        assertThat(stores.jobs().claim(Stage.SUMMARISE, Stores.OWNER, Stores.LEASE))
                .isEmpty();
        assertThat(stores.jobs().claim(Stage.DONE, Stores.OWNER, Stores.LEASE)).isEmpty();
    }

    @Test
    default void jobInDeliverIsNotClaimedAsAJob() throws Exception {
        Stores stores = fresh();
        stores.delivering(1, "folder");

        assertThat(stores.jobs().claim(Stage.DELIVER, Stores.OWNER, Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void oldestJobIsClaimedFirst() throws Exception {
        Stores stores = fresh();
        JobId first = stores.submit(1);
        JobId second = stores.submit(2);

        assertThat(stores.claim(Stage.TRANSCRIBE).job()).isEqualTo(first);
        assertThat(stores.claim(Stage.TRANSCRIBE).job()).isEqualTo(second);
    }

    @Test
    default void tenantsTakeTurns() throws Exception {
        Stores stores = fresh();
        TenantId big = new TenantId("big");
        TenantId small = new TenantId("small");
        for (int i = 0; i < 5; i++) {
            stores.submit(big, i);
        }
        stores.claim(Stage.TRANSCRIBE);
        stores.submit(small, 10);
        stores.submit(small, 11);

        List<TenantId> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            order.add(stores.claim(Stage.TRANSCRIBE).tenant());
        }

        assertThat(order).containsExactly(small, big, small, big, big, big);
    }

    @Test
    default void tenantThatWaitedLongestComesFirstEvenAfterAPause() throws Exception {
        Stores stores = fresh();
        TenantId a = new TenantId("a");
        TenantId b = new TenantId("b");
        stores.submit(b, 1);
        stores.claim(Stage.TRANSCRIBE);
        stores.submit(a, 2);
        stores.claim(Stage.TRANSCRIBE);
        stores.submit(a, 3);
        stores.submit(b, 4);

        assertThat(stores.claim(Stage.TRANSCRIBE).tenant()).isEqualTo(b);
        assertThat(stores.claim(Stage.TRANSCRIBE).tenant()).isEqualTo(a);
    }

    @Test
    default void manyThreadsClaimEachJobOnce() throws Exception {
        Stores stores = fresh();
        List<JobId> submitted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            submitted.add(stores.submit(new TenantId("t" + i % 3), i));
        }
        ConcurrentLinkedQueue<JobId> claimed = new ConcurrentLinkedQueue<>();

        Together.run(8, thread -> {
            Optional<JobStore.Claim> claim;
            do {
                claim = stores.jobs().claim(Stage.TRANSCRIBE, Stores.owner("thread " + thread), Stores.LEASE);
                claim.ifPresent(c -> claimed.add(c.lease().job()));
            } while (claim.isPresent());
        });

        assertThat(claimed).containsExactlyInAnyOrderElementsOf(submitted);
    }

    @Test
    default void expiredLeaseMakesTheJobReadyAndIsNoAttempt() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease old = stores.claim(Stage.TRANSCRIBE);
        stores.clock().advance(Stores.LEASE);

        assertThat(stores.jobs().sweep().ready()).containsExactly(Stage.TRANSCRIBE);

        assertThat(stores.find(id).state()).isEqualTo(State.READY);
        assertThat(stores.find(id).attempts()).isZero();
        Lease fresh = stores.claim(Stage.TRANSCRIBE);
        assertThat(fresh.token()).isNotEqualTo(old.token());
    }

    @Test
    default void leaseThatIsNotExpiredIsNotSwept() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        stores.claim(Stage.TRANSCRIBE);
        Instant until = stores.clock().instant().plus(Stores.LEASE);
        stores.clock().advance(Stores.LEASE.minusMillis(1));

        JobStore.Sweep sweep = stores.jobs().sweep();

        assertThat(sweep.ready()).isEmpty();
        assertThat(sweep.nextAt()).isEqualTo(until);
    }

    @Test
    default void leasesOfEarlierRunsOfANodeAreReleasedAtOnceAndAreNoAttempt() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease old = stores.jobs()
                .claim(Stage.TRANSCRIBE, new LeaseOwner("a", "1", "worker"), Stores.LEASE)
                .orElseThrow()
                .lease();

        LeaseOwner restarted = new LeaseOwner("a", "2", "worker");
        assertThat(stores.jobs().releaseEarlierRuns(restarted)).containsExactly(Stage.TRANSCRIBE);

        assertThat(stores.find(id).state()).isEqualTo(State.READY);
        assertThat(stores.find(id).attempts()).isZero();
        refusedEverywhere(stores, old);
        assertThat(stores.jobs().releaseEarlierRuns(restarted)).isEmpty();
    }

    @Test
    default void leasesOfThisRunAndOfOtherNodesAreNotReleased() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        stores.submit(2);
        stores.submit(3);
        LeaseOwner now = new LeaseOwner("a", "2", "sweeper");
        List<Lease> leases = new ArrayList<>();
        for (LeaseOwner owner :
                List.of(now.as("worker"), new LeaseOwner("b", "1", "worker"), new LeaseOwner("aa", "2", "worker"))) {
            leases.add(stores.jobs()
                    .claim(Stage.TRANSCRIBE, owner, Stores.LEASE)
                    .orElseThrow()
                    .lease());
        }

        assertThat(stores.jobs().releaseEarlierRuns(now)).isEmpty();

        assertThat(stores.jobs().renew(leases, Stores.LEASE)).isEmpty();
    }

    @Test
    default void renewedLeaseLivesOn() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.clock().advance(Stores.LEASE.minusSeconds(1));

        assertThat(stores.jobs().renew(List.of(lease), Stores.LEASE)).isEmpty();

        stores.clock().advance(Duration.ofSeconds(30));
        assertThat(stores.jobs().sweep().ready()).isEmpty();
    }

    @Test
    default void expiredLeaseThatNobodyTookCanStillBeRenewed() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.clock().advance(Stores.LEASE.multipliedBy(2));

        assertThat(stores.jobs().renew(List.of(lease), Stores.LEASE)).isEmpty();
        assertThat(stores.jobs().sweep().ready()).isEmpty();
    }

    @Test
    default void renewNamesTheLeasesThatAreGone() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease taken = stores.claim(Stage.TRANSCRIBE);
        stores.clock().advance(Stores.LEASE);
        stores.jobs().sweep();
        stores.submit(2);
        stores.submit(3);
        stores.submit(4);
        Lease again = stores.claim(Stage.TRANSCRIBE);
        Lease cancelled = stores.claim(Stage.TRANSCRIBE);
        Lease given = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().cancel(TenantId.DEFAULT, cancelled.job(), Stores.REASON);
        stores.jobs().giveBack(given);

        assertThat(again.job()).isEqualTo(taken.job());
        assertThat(stores.jobs().renew(List.of(taken, again, cancelled, given), Stores.LEASE))
                .containsExactlyInAnyOrder(taken, cancelled, given);
        assertThat(stores.jobs().renew(Set.of(), Stores.LEASE)).isEmpty();
    }

    @Test
    default void giveBackIsNoAttempt() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);

        stores.jobs().giveBack(stores.claim(Stage.TRANSCRIBE));

        assertThat(stores.find(id).state()).isEqualTo(State.READY);
        assertThat(stores.find(id).attempts()).isZero();
        assertThat(stores.claim(Stage.TRANSCRIBE).job()).isEqualTo(id);
    }

    @Test
    default void oldLeaseIsRefusedEverywhereAndChangesNothing() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder");
        Lease old = stores.claim(Stage.TRANSCRIBE);
        stores.clock().advance(Stores.LEASE);
        stores.jobs().sweep();
        Lease now = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(now, new StepResult(List.of()));

        refusedEverywhere(stores, old);

        assertThat(stores.jobs().renew(List.of(now), Stores.LEASE)).isEmpty();
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);
        assertThat(stores.jobs().artifacts(id, 1)).isEmpty();
    }

    @Test
    default void leaseOfAFinishedStageIsRefusedEverywhere() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder");
        Lease old = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(old, new StepResult(List.of()));
        stores.jobs().advance(old, Stage.SUMMARISE);
        stores.claim(Stage.SUMMARISE);

        refusedEverywhere(stores, old);

        assertThat(stores.find(id).stage()).isEqualTo(Stage.SUMMARISE);
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);
    }

    @Test
    default void leaseOfACancelledJobIsRefusedEverywhere() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder");
        Lease old = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(old, new StepResult(List.of()));

        assertThat(stores.jobs().cancel(TenantId.DEFAULT, id, Stores.REASON)).isTrue();

        refusedEverywhere(stores, old);
        assertThat(stores.find(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    default void onlyOneOfManyThreadsEndsAStage() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(lease, new StepResult(List.of()));
        ConcurrentLinkedQueue<Integer> winners = new ConcurrentLinkedQueue<>();

        Together.run(8, thread -> {
            try {
                if (thread % 2 == 0) {
                    stores.jobs().advance(lease, Stage.SUMMARISE);
                } else {
                    stores.jobs().giveBack(lease);
                }
                winners.add(thread);
            } catch (LeaseLostException e) {
                assertThat(e).hasMessageContaining(lease.job().value());
            }
        });

        assertThat(winners).hasSize(1);
    }

    private static void refusedEverywhere(Stores stores, Lease old) {
        JobStore jobs = stores.jobs();
        Instant later = stores.clock().instant().plusSeconds(60);
        assertThatThrownBy(() -> jobs.store(
                        old, new StepResult(List.of(Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json")))))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.advance(old, Stage.DONE)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.wait(old, WaitFor.TIME, later, Stores.REASON, true))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.die(old, Stores.REASON)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.giveBack(old)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.progress(old, 0.5)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.childDied(old)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.putSegment(old, Stores.segment("plan", 0)))
                .isInstanceOf(LeaseLostException.class);
        assertThat(jobs.renew(List.of(old), Stores.LEASE)).containsExactly(old);
        assertThat(jobs.segments(old.job(), old.version(), "plan")).isEmpty();
    }
}
