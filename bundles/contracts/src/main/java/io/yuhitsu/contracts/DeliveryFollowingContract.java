package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a job follows its deliveries. */
public interface DeliveryFollowingContract {
    Stores fresh() throws Exception;

    @Test
    default void jobRunsWhileADeliveryIsOpenAndIsDoneWhenAllAreDelivered() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder", "mail");
        assertThat(stores.find(id).state()).isEqualTo(State.READY);

        DeliveryLease first = stores.claimDelivery("folder");
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);
        stores.deliveries().delivered(first, "ok");
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);
        assertThat(stores.find(id).stage()).isEqualTo(Stage.DELIVER);
        stores.deliveries().delivered(stores.claimDelivery("mail"), "ok");

        Job done = stores.find(id);
        assertThat(done.stage()).isEqualTo(Stage.DONE);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.progress()).isEqualTo(1);
    }

    @Test
    default void jobIsDeadWhenNoneIsOpenAndOneIsDead() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder", "mail");
        stores.deliveries().die(stores.claimDelivery("mail"), Stores.REASON);
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);

        stores.deliveries().delivered(stores.claimDelivery("folder"), "ok");

        assertThat(stores.find(id).stage()).isEqualTo(Stage.DELIVER);
        assertThat(stores.find(id).state()).isEqualTo(State.DEAD);
        assertThat(stores.find(id).reason()).isEqualTo(Stores.REASON);
    }

    @Test
    default void jobWaitsWhenAllOpenDeliveriesWaitAndNamesTheFirstTime() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder", "mail", "webdav");
        Instant soon = stores.clock().instant().plusSeconds(10);
        Message other = new Message("other", "別", "other");
        stores.deliveries().wait(stores.claimDelivery("folder"), WaitFor.TIME, soon.plusSeconds(5), other, true);
        stores.deliveries().wait(stores.claimDelivery("mail"), WaitFor.PLUGIN, null, other, false);
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);

        stores.deliveries().wait(stores.claimDelivery("webdav"), WaitFor.TIME, soon, Stores.REASON, true);

        Job job = stores.find(id);
        assertThat(job.state()).isEqualTo(State.WAITING);
        assertThat(job.waitFor()).isEqualTo(WaitFor.TIME);
        assertThat(job.notBefore()).isEqualTo(soon);
        assertThat(job.reason()).isEqualTo(Stores.REASON);

        stores.clock().advance(Duration.ofSeconds(10));
        stores.deliveries().sweep();
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);
        assertThat(stores.find(id).findReason()).isEmpty();
    }

    @Test
    default void jobWaitsForAnAbsentChannelAndGoesOnWithIt() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "mail");

        stores.deliveries().channels(Set.of("folder"));
        assertThat(stores.find(id).state()).isEqualTo(State.WAITING);
        assertThat(stores.find(id).waitFor()).isEqualTo(WaitFor.PLUGIN);

        stores.deliveries().channels(Set.of("mail"));
        assertThat(stores.find(id).state()).isEqualTo(State.READY);
    }

    @Test
    default void jobStoreDoesNotWakeJobsThatFollowTheirDeliveries() throws Exception {
        Stores stores = fresh();
        JobId timed = stores.delivering(1, "folder");
        Instant at = stores.clock().instant().plusSeconds(10);
        stores.deliveries().wait(stores.claimDelivery("folder"), WaitFor.TIME, at, Stores.REASON, true);
        JobId absent = stores.delivering(2, "mail");
        stores.deliveries().channels(Set.of("folder"));
        JobId running = stores.delivering(3, "folder");
        stores.claimDelivery("folder");
        stores.clock().advance(Duration.ofDays(1));

        assertThat(stores.jobs().sweep()).isEqualTo(new JobStore.Sweep(Set.of(), null));
        assertThat(stores.jobs().wakePlugins()).isEmpty();

        assertThat(stores.find(timed).state()).isEqualTo(State.WAITING);
        assertThat(stores.find(absent).state()).isEqualTo(State.WAITING);
        assertThat(stores.find(running).state()).isEqualTo(State.RUNNING);
    }

    @Test
    default void cancelEndsOpenDeliveriesAndKeepsTheOthers() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder", "mail", "webdav");
        stores.deliveries().delivered(stores.claimDelivery("folder"), "ok");
        stores.deliveries().die(stores.claimDelivery("webdav"), Stores.REASON);

        stores.jobs().cancel(TenantId.DEFAULT, id, Stores.REASON);

        assertThat(stores.find(id).state()).isEqualTo(State.CANCELLED);
        assertThat(stores.deliveries().list(id, 1))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.CANCELLED, DeliveryState.DEAD);
        stores.clock().advance(Duration.ofDays(1));
        stores.deliveries().sweep();
        stores.deliveries().channels(Set.of());
        assertThat(stores.find(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    default void retryTriesDeadAndCancelledDeliveriesAgainButNotDelivered() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder", "mail", "webdav");
        stores.deliveries().delivered(stores.claimDelivery("folder"), "ok");
        DeliveryLease dying = stores.claimDelivery("mail");
        stores.deliveries().wait(dying, WaitFor.TIME, stores.clock().instant(), Stores.REASON, true);
        stores.deliveries().sweep();
        stores.deliveries().die(stores.claimDelivery("mail"), Stores.REASON);
        stores.jobs().cancel(TenantId.DEFAULT, id, Stores.REASON);

        assertThat(stores.jobs().retry(TenantId.DEFAULT, id)).isTrue();

        assertThat(stores.find(id).stage()).isEqualTo(Stage.DELIVER);
        assertThat(stores.find(id).state()).isEqualTo(State.RUNNING);
        assertThat(stores.deliveries().list(id, 1))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.READY, DeliveryState.READY);
        assertThat(stores.deliveries().list(id, 1))
                .extracting(Delivery::attempts)
                .containsOnly(0);
        stores.deliveries().delivered(stores.claimDelivery("mail"), "ok");
        stores.deliveries().delivered(stores.claimDelivery("webdav"), "ok");
        assertThat(stores.find(id).state()).isEqualTo(State.DONE);
    }

    @Test
    default void retryOfAWaitingJobDoesNotWaitAnyLonger() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder");
        Instant at = stores.clock().instant().plusSeconds(3600);
        stores.deliveries().wait(stores.claimDelivery("folder"), WaitFor.TIME, at, Stores.REASON, true);

        assertThat(stores.jobs().retry(TenantId.DEFAULT, id)).isTrue();

        assertThat(stores.find(id).state()).isEqualTo(State.READY);
        assertThat(stores.claimDelivery("folder").delivery().attempts()).isZero();
    }

    @Test
    default void deliveriesOfAnOlderVersionStayAsTheyEnded() throws Exception {
        Stores stores = fresh();
        JobId id = stores.delivering(1, "folder");
        stores.deliveries().die(stores.claimDelivery("folder"), Stores.REASON);
        stores.jobs().rerun(TenantId.DEFAULT, id, Stores.settings("folder"));
        stores.jobs().die(stores.claim(Stage.TRANSCRIBE), Stores.REASON);

        stores.jobs().retry(TenantId.DEFAULT, id);

        assertThat(stores.deliveries().list(id, 1)).singleElement().satisfies(delivery -> assertThat(delivery.state())
                .isEqualTo(DeliveryState.DEAD));
        assertThat(stores.deliveries().claim(Set.of("folder"), Stores.OWNER, Stores.LEASE))
                .isEmpty();
    }
}
