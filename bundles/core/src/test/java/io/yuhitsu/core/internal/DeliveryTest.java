package io.yuhitsu.core.internal;

import static io.yuhitsu.core.internal.Server.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Message REASON = new Message("test", "試験", "test");
    private static final Target FOLDER = Target.OUTBOX;
    private static final Target DMS = new Target("archive", "dms", Map.of());

    private final Machine machine = new Machine();
    private final Server server = new Server(machine).withSteps().routes();

    @AfterEach
    void stop() {
        server.close();
    }

    private JobId submit(Target... targets) {
        JobId job = machine.submit(targets);
        server.wakeups.wake(Stage.TRANSCRIBE);
        return job;
    }

    private Delivery only(JobId job) {
        List<Delivery> all = machine.deliveries.list(job, 1);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void awaitDelivery(JobId job, DeliveryState state) {
        await().until(
                        () -> machine.deliveries.list(job, 1).stream()
                                .map(Delivery::state)
                                .toList(),
                        List.of(state)::equals);
    }

    @Test
    void aDeliveredJobIsDoneWithItsReceipt() {
        server.with("folder", (request, cancel) -> new DeliveryChannel.Delivered("receipt-1"));
        JobId job = submit(FOLDER);
        server.awaitState(job, State.DONE);
        assertThat(only(job).receipt()).isEqualTo("receipt-1");
    }

    @Test
    void theChannelGetsDocumentsThatCanBeReadTwiceAndTheMinutes() {
        List<String> read = new ArrayList<>();
        server.with("folder", (request, cancel) -> {
            read.add(request.minutes().title());
            read.add(request.sourceName());
            read.add(request.documents().get(0).name());
            read.add(content(request));
            read.add(content(request));
            return new DeliveryChannel.Delivered("");
        });
        JobId job = submit(FOLDER);
        server.awaitState(job, State.DONE);
        assertThat(read).containsExactly("会議", "会議.wav", "minutes.txt", "決定事項", "決定事項");
    }

    private static String content(DeliveryRequest request) {
        assertThat(request.documents()).hasSize(1);
        try (InputStream in = request.documents().get(0).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFaultOnAFullDiskIsNeverGivenUpAndIsTriedAgainEveryMinute() {
        AtomicInteger tries = new AtomicInteger();
        machine.free.set(0);
        server.with("folder", (request, cancel) -> {
            if (tries.incrementAndGet() < 12) {
                throw new IllegalStateException("no room for a temporary file");
            }
            return new DeliveryChannel.Delivered("");
        });
        JobId job = submit(FOLDER);
        while (server.job(job).state() != State.DONE) {
            awaitSettled(job);
            assertThat(machine.deliveries.list(job, 1)).allSatisfy(delivery -> {
                assertThat(delivery.state()).isNotEqualTo(DeliveryState.DEAD);
                assertThat(tries).hasValueLessThanOrEqualTo(12);
            });
            server.advance(Duration.ofMinutes(1));
        }
        assertThat(tries).hasValue(12);
    }

    private void awaitSettled(JobId job) {
        await().until(() ->
                server.job(job).state() == State.DONE || server.job(job).state() == State.WAITING);
    }

    @Test
    void anAbsentChannelIsWaitedForAndIsNoAttempt() {
        JobId job = submit(FOLDER);
        await().until(() -> server.job(job).waitFor() == WaitFor.PLUGIN);
        server.with("folder", (request, cancel) -> new DeliveryChannel.Delivered(""));
        server.awaitState(job, State.DONE);
        assertThat(only(job).attempts()).isZero();
    }

    @Test
    void aChannelThatGoesLetsItsDeliveriesWait() {
        DeliveryChannel channel = (request, cancel) -> new DeliveryChannel.Delivered("");
        server.with("folder", channel);
        server.plugins.removeChannel(channel);
        JobId job = submit(FOLDER);
        await().until(() -> server.job(job).waitFor() == WaitFor.PLUGIN);
    }

    @Test
    void theHighestRankingChannelDelivers() {
        server.plugins.addChannel(
                (request, cancel) -> new DeliveryChannel.Delivered("low"),
                Map.of("channel", "folder", "service.id", 1L));
        server.plugins.addChannel(
                (request, cancel) -> new DeliveryChannel.Delivered("high"),
                Map.of("channel", "folder", "service.id", 2L, "service.ranking", 5));
        JobId job = submit(FOLDER);
        server.awaitState(job, State.DONE);
        assertThat(only(job).receipt()).isEqualTo("high");
    }

    @Test
    void retryLaterWaitsAtLeastAsLongAsAskedAndKeepsTheId() {
        List<DeliveryId> ids = new ArrayList<>();
        server.with("folder", (request, cancel) -> {
            ids.add(request.id());
            return ids.size() == 1
                    ? new DeliveryChannel.RetryLater(REASON, Duration.ofMinutes(10))
                    : new DeliveryChannel.Delivered("");
        });
        JobId job = submit(FOLDER);
        awaitDelivery(job, DeliveryState.WAITING);
        assertThat(only(job).notBefore())
                .isAfterOrEqualTo(machine.clock.instant().plusSeconds(600));
        assertThat(only(job).attempts()).isEqualTo(1);
        server.advance(Duration.ofHours(1));
        server.awaitState(job, State.DONE);
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }

    @Test
    void aRefusedDeliveryIsDeadAndTheOtherTargetStillGetsIts() {
        server.with("folder", (request, cancel) -> new DeliveryChannel.Refused(REASON));
        server.with("dms", (request, cancel) -> new DeliveryChannel.Delivered(""));
        JobId job = submit(FOLDER, DMS);
        server.awaitState(job, State.DEAD);
        assertThat(machine.deliveries.list(job, 1))
                .extracting(Delivery::state)
                .containsExactlyInAnyOrder(DeliveryState.DEAD, DeliveryState.DELIVERED);
        assertThat(server.job(job).reason()).isEqualTo(REASON);
    }

    @Test
    void aChannelWithAFaultIsGivenUpAtTheThirdTry() {
        AtomicInteger tries = new AtomicInteger();
        server.with("folder", (request, cancel) -> {
            tries.incrementAndGet();
            throw new NoClassDefFoundError("plugin is half gone");
        });
        JobId job = submit(FOLDER);
        for (int i = 0; i < 2; i++) {
            awaitDelivery(job, DeliveryState.WAITING);
            server.advance(Duration.ofHours(1));
        }
        server.awaitState(job, State.DEAD);
        assertThat(tries).hasValue(3);
    }

    @Test
    void aSlowTargetDelaysNoOther() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        Target slow = new Target("slow", "folder", Map.of("path", "slow"));
        Target quick = new Target("quick", "folder", Map.of("path", "quick"));
        AtomicInteger hanging = new AtomicInteger();
        server.with("folder", (request, cancel) -> {
            if (request.target().equals(slow)) {
                hanging.incrementAndGet();
                hang.await();
            }
            return new DeliveryChannel.Delivered("");
        });
        List<JobId> slowOnes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            slowOnes.add(submit(slow));
        }
        await().until(() -> hanging.get() == 4);
        JobId job = submit(quick);
        server.awaitState(job, State.DONE);
        assertThat(hanging).hasValue(4);
        hang.countDown();
        slowOnes.forEach(each -> await().until(() -> {
            server.advance(Duration.ofMinutes(1));
            return server.job(each).state() == State.DONE;
        }));
        assertThat(slowOnes)
                .allSatisfy(each -> assertThat(only(each).attempts()).isZero());
    }

    @Test
    void aFullChannelDelaysNoOther() {
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        server.with("dms", (request, cancel) -> {
            hanging.incrementAndGet();
            hang.await();
            return new DeliveryChannel.Delivered("");
        });
        server.with("folder", (request, cancel) -> new DeliveryChannel.Delivered(""));
        List<JobId> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            slow.add(submit(new Target("t" + i, "dms", Map.of("i", "" + i))));
        }
        await().until(() -> hanging.get() == 8);
        JobId job = submit(FOLDER);
        server.awaitState(job, State.DONE);
        assertThat(hanging).hasValue(8);
        hang.countDown();
        slow.forEach(each -> server.awaitState(each, State.DONE));
    }

    @Test
    void aCancelledJobTripsItsDelivery() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        server.with("folder", (request, cancel) -> untilTripped(began, cancel));
        JobId job = submit(FOLDER);
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.book.cancel(Machine.TENANT, job)).isTrue();
        server.awaitState(job, State.CANCELLED);
        await().until(() -> server.running.elapsed(job).isEmpty());
        assertThat(only(job).state()).isEqualTo(DeliveryState.CANCELLED);
    }

    private static DeliveryChannel.Outcome untilTripped(CountDownLatch began, CancelToken cancel)
            throws InterruptedException {
        CountDownLatch tripped = new CountDownLatch(1);
        try (var registration = cancel.onTrip(tripped::countDown)) {
            began.countDown();
            tripped.await();
        }
        cancel.check();
        throw new AssertionError("not tripped");
    }

    @Test
    void aDeliveryThatArrivesAfterTheCancellationIsShown() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.with("folder", (request, cancel) -> {
            began.countDown();
            go.await();
            return new DeliveryChannel.Delivered("");
        });
        JobId job = submit(FOLDER);
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        server.book.cancel(Machine.TENANT, job);
        go.countDown();
        await().until(() ->
                machine.jobs.log(job).stream().anyMatch(e -> e.message().code().equals("delivered-late")));
        assertThat(server.job(job).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aStopGivesDeliveriesBackAndTheNextServerGoesOn() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        server.with("folder", (request, cancel) -> untilTripped(began, cancel));
        JobId job = submit(FOLDER);
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
        assertThat(only(job).state()).isEqualTo(DeliveryState.READY);
        assertThat(only(job).attempts()).isZero();
        try (Server next = new Server(machine)) {
            next.with("folder", (request, cancel) -> new DeliveryChannel.Delivered(""));
            next.awaitState(job, State.DONE);
        }
    }

    @Test
    void aDeliveryOfAServerThatCrashedGoesOnAtOnceWhenItIsStartedAgain() {
        JobId job = submit(FOLDER);
        server.awaitState(job, State.WAITING);
        server.stop();
        machine.deliveries.channels(Set.of("folder"));
        LeaseOwner crashed = new LeaseOwner("node", "1", "test");
        assertThat(machine.deliveries.claim(Set.of("folder"), crashed, Duration.ofHours(1)))
                .isPresent();
        try (Server restarted = new Server(machine, Machine.settings(), crashed.node())) {
            restarted.with("folder", (request, cancel) -> new DeliveryChannel.Delivered(""));
            restarted.awaitState(job, State.DONE);
        }
    }

    @Test
    void aStopGivesTheLeaseBackOfAChannelThatDoesNotListen() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        server.with("folder", (request, cancel) -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
                return new DeliveryChannel.Delivered("");
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        JobId job = submit(FOLDER);
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
        assertThat(only(job).state()).isEqualTo(DeliveryState.READY);
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aReceiptIsKeptUntilTheStoreIsBack() {
        AtomicInteger sent = new AtomicInteger();
        server.with("folder", (request, cancel) -> {
            sent.incrementAndGet();
            machine.down.set(true);
            return new DeliveryChannel.Delivered("kept");
        });
        JobId job = submit(FOLDER);
        await().until(() -> machine.asked("DeliveryStore.delivered") >= 2);
        machine.down.set(false);
        server.awaitState(job, State.DONE);
        assertThat(only(job).receipt()).isEqualTo("kept");
        assertThat(sent).hasValue(1);
    }

    @Test
    void aReceiptWhoseAnswerIsLostIsNeitherSentAgainNorSaidToBeLate() {
        AtomicInteger sent = new AtomicInteger();
        server.with("folder", (request, cancel) -> {
            sent.incrementAndGet();
            return new DeliveryChannel.Delivered("kept");
        });
        machine.answersLost.add("DeliveryStore.delivered");
        JobId job = submit(FOLDER);
        server.awaitState(job, State.DONE);
        await().until(() -> machine.asked("DeliveryStore.list") >= 1);
        assertThat(only(job).receipt()).isEqualTo("kept");
        assertThat(sent).hasValue(1);
        assertThat(machine.jobs.log(job)).extracting(e -> e.message().code()).doesNotContain("delivered-late");
    }

    @Test
    void twoCoresDeliverEachThingOnce() {
        AtomicInteger sent = new AtomicInteger();
        DeliveryChannel channel = (request, cancel) -> {
            sent.incrementAndGet();
            return new DeliveryChannel.Delivered("");
        };
        try (Server other = new Server(machine)) {
            server.with("folder", channel);
            other.with("folder", channel);
            List<JobId> jobs = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                jobs.add(submit(new Target("t" + i, "folder", Map.of("path", "" + i))));
                other.wakeups.wake(Stage.DELIVER);
            }
            jobs.forEach(job -> server.awaitState(job, State.DONE));
        }
        assertThat(sent).hasValue(30);
    }
}
