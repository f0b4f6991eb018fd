package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.DeliveryStore.DeliveryLeaseLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} has to pass; how its job follows is in {@link DeliveryFollowingContract}. */
public interface DeliveryStoreContract extends DeliveryFollowingContract {
    @Override
    Stores fresh() throws Exception;

    private static Delivery only(Stores stores, JobId job) {
        List<Delivery> all = stores.deliveries().list(job, 1);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    default void claimedDeliveryRunsUnderALease() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");

        DeliveryLease lease = stores.claimDelivery("folder", "mail");

        assertThat(lease.delivery()).isEqualTo(only(stores, job));
        assertThat(lease.delivery().state()).isEqualTo(DeliveryState.RUNNING);
        assertThat(stores.deliveries().claim(Set.of("folder"), Stores.owner("other"), Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void onlyDeliveriesOfTheGivenChannelsAreClaimed() throws Exception {
        Stores stores = fresh();
        stores.delivering(1, "folder");

        assertThat(stores.deliveries().claim(Set.of("mail", "webdav"), Stores.OWNER, Stores.LEASE))
                .isEmpty();
        assertThat(stores.deliveries().claim(Set.of(), Stores.OWNER, Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void deliveriesOfEarlierRunsOfANodeAreReleasedAndNoOthers() throws Exception {
        Stores stores = fresh();
        LeaseOwner now = new LeaseOwner("a", "2", "worker");
        List<JobId> jobs = new ArrayList<>();
        for (LeaseOwner owner : List.of(new LeaseOwner("a", "1", "worker"), now, new LeaseOwner("b", "1", "worker"))) {
            jobs.add(stores.delivering(jobs.size(), "folder"));
            assertThat(stores.deliveries().claim(Set.of("folder"), owner, Stores.LEASE))
                    .isPresent();
        }

        assertThat(stores.deliveries().releaseEarlierRuns(now)).isTrue();

        assertThat(jobs)
                .extracting(job -> only(stores, job).state())
                .containsExactly(DeliveryState.READY, DeliveryState.RUNNING, DeliveryState.RUNNING);
        assertThat(only(stores, jobs.get(0)).attempts()).isZero();
        assertThat(stores.find(jobs.get(0)).state()).isEqualTo(State.READY);
        assertThat(stores.deliveries().releaseEarlierRuns(now)).isFalse();
    }

    @Test
    default void oldestDeliveryIsClaimedFirst() throws Exception {
        Stores stores = fresh();
        JobId first = stores.delivering(1, "mail");
        stores.clock().advance(Duration.ofSeconds(1));
        JobId second = stores.delivering(2, "folder");

        assertThat(stores.claimDelivery("folder", "mail").delivery().job()).isEqualTo(first);
        assertThat(stores.claimDelivery("folder", "mail").delivery().job()).isEqualTo(second);
    }

    @Test
    default void theCensusTellsHowOldTheOldestOpenDeliveryIs() throws Exception {
        Stores stores = fresh();
        Instant start = stores.clock().instant();
        assertThat(stores.deliveries().census(start)).isEqualTo(new DeliveryStore.Census(null, Map.of()));
        Instant first = only(stores, stores.delivering(1, "mail")).id().madeAt();
        assertThat(first).isBetween(start, stores.clock().instant());
        stores.clock().advance(Duration.ofMinutes(1));
        Instant second = only(stores, stores.delivering(2, "mail")).id().madeAt();
        DeliveryLease oldest = stores.claimDelivery("mail");
        stores.deliveries().wait(oldest, WaitFor.TIME, start.plusSeconds(600), Stores.REASON, true);
        assertThat(stores.deliveries().census(start).openSince()).isEqualTo(first);

        stores.clock().advance(Duration.ofMinutes(10));
        stores.deliveries().sweep();
        stores.deliveries().delivered(stores.claimDelivery("mail"), "received");
        assertThat(stores.deliveries().census(start).openSince()).isEqualTo(second);
    }

    @Test
    default void theCensusCountsDeliveriesThatDiedLatelyByChannel() throws Exception {
        Stores stores = fresh();
        stores.delivering(1, "mail");
        stores.deliveries().die(stores.claimDelivery("mail"), Stores.REASON);
        stores.clock().advance(Duration.ofHours(1));
        Instant since = stores.clock().instant();
        stores.delivering(2, "mail", "folder");
        stores.deliveries().die(stores.claimDelivery("mail"), Stores.REASON);
        stores.deliveries().delivered(stores.claimDelivery("folder"), "received");

        assertThat(stores.deliveries().census(since)).isEqualTo(new DeliveryStore.Census(null, Map.of("mail", 1)));
    }

    @Test
    default void manyThreadsClaimEachDeliveryOnce() throws Exception {
        Stores stores = fresh();
        for (int i = 0; i < 10; i++) {
            stores.delivering(i, "folder", "mail");
        }
        ConcurrentLinkedQueue<DeliveryId> claimed = new ConcurrentLinkedQueue<>();

        Together.run(6, thread -> {
            Optional<DeliveryLease> lease;
            do {
                lease = stores.deliveries()
                        .claim(Set.of("folder", "mail"), Stores.owner("thread " + thread), Stores.LEASE);
                lease.ifPresent(l -> claimed.add(l.delivery().id()));
            } while (lease.isPresent());
        });

        assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    default void deliveredKeepsTheReceipt() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        stores.clock().advance(Duration.ofSeconds(3));

        stores.deliveries().delivered(stores.claimDelivery("folder"), "250 受理しました");

        Delivery delivery = only(stores, job);
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.receipt()).isEqualTo("250 受理しました");
        assertThat(delivery.changedAt()).isEqualTo(stores.clock().instant());
    }

    @Test
    default void idStaysTheSameThroughAllTries() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        DeliveryId id = only(stores, job).id();
        DeliveryLease first = stores.claimDelivery("folder");
        stores.deliveries().wait(first, WaitFor.TIME, stores.clock().instant(), Stores.REASON, true);
        stores.deliveries().sweep();
        stores.deliveries().die(stores.claimDelivery("folder"), Stores.REASON);
        stores.jobs().retry(TenantId.DEFAULT, job);

        assertThat(stores.claimDelivery("folder").delivery().id()).isEqualTo(id);
    }

    @Test
    default void waitingDeliveryIsWokenBySweepWhenItsTimeIsOver() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        Instant at = stores.clock().instant().plusSeconds(10);
        stores.deliveries().wait(stores.claimDelivery("folder"), WaitFor.TIME, at, Stores.REASON, true);
        Delivery waiting = only(stores, job);
        assertThat(waiting.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(waiting.waitFor()).isEqualTo(WaitFor.TIME);
        assertThat(waiting.notBefore()).isEqualTo(at);
        assertThat(waiting.reason()).isEqualTo(Stores.REASON);
        assertThat(waiting.attempts()).isEqualTo(1);

        assertThat(stores.deliveries().sweep()).contains(at);
        assertThat(only(stores, job).state()).isEqualTo(DeliveryState.WAITING);
        stores.clock().advance(Duration.ofSeconds(10));
        assertThat(stores.deliveries().sweep()).isEmpty();

        Delivery ready = only(stores, job);
        assertThat(ready.state()).isEqualTo(DeliveryState.READY);
        assertThat(ready.waitFor()).isNull();
        assertThat(ready.notBefore()).isNull();
        assertThat(ready.reason()).isNull();
        assertThat(ready.attempts()).isEqualTo(1);
    }

    @Test
    default void waitingForTimeNeedsATimeInDeliveries() throws Exception {
        Stores stores = fresh();
        stores.delivering(1, "folder");
        DeliveryLease lease = stores.claimDelivery("folder");

        assertThatThrownBy(() -> stores.deliveries().wait(lease, WaitFor.TIME, null, Stores.REASON, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void expiredDeliveryLeaseIsNoAttempt() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        Instant until = stores.clock().instant().plus(Stores.LEASE);
        DeliveryLease old = stores.claimDelivery("folder");
        assertThat(stores.deliveries().sweep()).contains(until);
        stores.clock().advance(Stores.LEASE);

        assertThat(stores.deliveries().sweep()).isEmpty();

        assertThat(only(stores, job).attempts()).isZero();
        assertThat(stores.claimDelivery("folder").token()).isNotEqualTo(old.token());
    }

    @Test
    default void renewedDeliveryLeaseLivesOn() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        DeliveryLease lease = stores.claimDelivery("folder");
        stores.clock().advance(Stores.LEASE.minusSeconds(1));

        assertThat(stores.deliveries().renew(List.of(lease), Stores.LEASE)).isEmpty();

        stores.clock().advance(Duration.ofSeconds(30));
        stores.deliveries().sweep();
        assertThat(only(stores, job).state()).isEqualTo(DeliveryState.RUNNING);
    }

    @Test
    default void giveBackOfADeliveryIsNoAttempt() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");

        stores.deliveries().giveBack(stores.claimDelivery("folder"));

        assertThat(only(stores, job).state()).isEqualTo(DeliveryState.READY);
        assertThat(only(stores, job).attempts()).isZero();
    }

    @Test
    default void oldDeliveryLeaseIsRefusedEverywhere() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        DeliveryLease old = stores.claimDelivery("folder");
        stores.clock().advance(Stores.LEASE);
        stores.deliveries().sweep();
        DeliveryLease now = stores.claimDelivery("folder");

        refusedEverywhere(stores, old);

        assertThat(stores.deliveries().renew(List.of(now), Stores.LEASE)).isEmpty();
        assertThat(only(stores, job).state()).isEqualTo(DeliveryState.RUNNING);
        stores.deliveries().delivered(now, "once");
        refusedEverywhere(stores, now);
        assertThat(only(stores, job).receipt()).isEqualTo("once");
    }

    @Test
    default void cancelledJobTakesTheLeaseOfItsDelivery() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        DeliveryLease lease = stores.claimDelivery("folder");

        stores.jobs().cancel(TenantId.DEFAULT, job, Stores.REASON);

        refusedEverywhere(stores, lease);
        assertThat(only(stores, job).state()).isEqualTo(DeliveryState.CANCELLED);
    }

    @Test
    default void deliveriesWaitForAnAbsentChannelAndComeBackWithIt() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder", "mail");
        DeliveryStore deliveries = stores.deliveries();

        deliveries.channels(Set.of("folder"));

        assertThat(deliveries.list(job, 1))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.READY, DeliveryState.WAITING);
        Delivery waiting = deliveries.list(job, 1).get(1);
        assertThat(waiting.waitFor()).isEqualTo(WaitFor.PLUGIN);
        assertThat(waiting.reason().code()).isEqualTo("delivery-channel-absent");
        assertThat(waiting.attempts()).isZero();
        stores.clock().advance(Duration.ofDays(1));
        assertThat(deliveries.sweep()).isEmpty();

        deliveries.channels(Set.of("folder", "mail"));

        assertThat(deliveries.list(job, 1)).extracting(Delivery::state).containsOnly(DeliveryState.READY);
        assertThat(stores.claimDelivery("mail").delivery().attempts()).isZero();
    }

    @Test
    default void channelsLeaveOtherDeliveriesAlone() throws Exception {
        Stores stores = fresh();
        JobId running = stores.delivering(1, "mail");
        stores.claimDelivery("mail");
        JobId waiting = stores.delivering(2, "mail");
        Instant at = stores.clock().instant().plusSeconds(10);
        stores.deliveries().wait(stores.claimDelivery("mail"), WaitFor.TIME, at, Stores.REASON, true);

        stores.deliveries().channels(Set.of());
        stores.deliveries().channels(Set.of("mail"));

        assertThat(only(stores, running).state()).isEqualTo(DeliveryState.RUNNING);
        assertThat(only(stores, waiting).waitFor()).isEqualTo(WaitFor.TIME);
    }

    private static void refusedEverywhere(Stores stores, DeliveryLease old) {
        DeliveryStore deliveries = stores.deliveries();
        Instant later = stores.clock().instant().plusSeconds(60);
        assertThatThrownBy(() -> deliveries.delivered(old, "late")).isInstanceOf(DeliveryLeaseLostException.class);
        assertThatThrownBy(() -> deliveries.wait(old, WaitFor.TIME, later, Stores.REASON, true))
                .isInstanceOf(DeliveryLeaseLostException.class);
        assertThatThrownBy(() -> deliveries.die(old, Stores.REASON)).isInstanceOf(DeliveryLeaseLostException.class);
        assertThatThrownBy(() -> deliveries.giveBack(old)).isInstanceOf(DeliveryLeaseLostException.class);
        assertThat(deliveries.renew(List.of(old), Stores.LEASE)).containsExactly(old);
    }
}
