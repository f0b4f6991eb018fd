package io.yuhitsu.core.internal;

import static io.yuhitsu.core.internal.Server.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.pipeline.Work;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the core counts, and what it knows to be wrong. */
class FiguresTest {
    private static final Message REASON = new Message("test", "試験", "test");
    private static final Target DMS = new Target("archive", "dms", Map.of());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Machine machine = new Machine();
    private final Server server;

    FiguresTest() {
        Metrics.addRegistry(registry);
        server = new Server(machine);
    }

    @AfterEach
    void stop() {
        server.close();
        Metrics.removeRegistry(registry);
    }

    private double failures(Stage stage, String kind) {
        return registry.get("yuhitsu.failures")
                .tags("stage", stage.verb(), "kind", kind)
                .counter()
                .count();
    }

    private double allFailures() {
        return registry.get("yuhitsu.failures").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double deliveries(String outcome) {
        return registry.get("yuhitsu.deliveries")
                .tags("channel", "dms", "outcome", outcome)
                .counter()
                .count();
    }

    private void fail(Throwable why) {
        machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), why);
    }

    @Test
    void failuresAreKnownAsZeroBeforeTheFirst() {
        assertThat(registry.get("yuhitsu.failures").counters()).hasSize(3 * FailureKind.values().length);
        assertThat(allFailures()).isZero();
    }

    @Test
    void failuresAreCountedByStageAndKind() {
        fail(FailureException.badInput(REASON));
        fail(new RuntimeException(FailureException.busy(REASON)));
        fail(new FailureException(FailureKind.EXTERNAL, REASON));
        fail(new IllegalStateException("for the test"));
        for (String kind : new String[] {"bad_input", "busy", "external", "internal"}) {
            assertThat(failures(Stage.TRANSCRIBE, kind)).as(kind).isEqualTo(1);
        }
        assertThat(allFailures()).isEqualTo(4);
    }

    @Test
    void waitingForAPluginAndWhatWasNoLongerWantedAreNoFailures() {
        machine.submit();
        Work unwanted = server.take(Stage.TRANSCRIBE);
        unwanted.cancel().trip();
        server.pipeline.failed(unwanted, new IllegalStateException("for the test"));
        server.route(Stage.TRANSCRIBE, 1);
        JobId job = machine.submit();
        server.wakeups.wake(Stage.TRANSCRIBE);
        server.awaitState(job, State.WAITING);
        assertThat(allFailures()).isZero();
    }

    @Test
    void stepsAreTimedByStage() {
        server.withSteps().routes().with("dms", (request, cancel) -> new DeliveryChannel.Delivered(""));
        JobId job = machine.submit(DMS);
        server.wakeups.wake(Stage.TRANSCRIBE);
        server.awaitState(job, State.DONE);
        await().until(() -> registry.get("yuhitsu.step").timers().size() == 4);
        for (Stage stage : new Stage[] {Stage.TRANSCRIBE, Stage.SUMMARISE, Stage.RENDER, Stage.DELIVER}) {
            assertThat(registry.get("yuhitsu.step").tag("stage", stage.verb()).timer())
                    .as(stage.verb())
                    .satisfies(timer -> assertThat(timer.count()).isEqualTo(1))
                    .satisfies(timer ->
                            assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive());
        }
    }

    @Test
    void deliveriesAreCountedByChannelAndOutcome() {
        AtomicInteger tries = new AtomicInteger();
        server.withSteps().routes().with("dms", (request, cancel) -> switch (tries.incrementAndGet()) {
            case 1 -> new DeliveryChannel.RetryLater(REASON, null);
            case 2 -> throw new IllegalStateException("for the test");
            case 3 -> new DeliveryChannel.Delivered("");
            default -> new DeliveryChannel.Refused(REASON);
        });
        JobId delivered = machine.submit(DMS);
        server.wakeups.wake(Stage.TRANSCRIBE);
        for (int failed = 1; failed <= 2; failed++) {
            int before = failed;
            await().until(() -> tries.get() == before && server.job(delivered).state() == State.WAITING);
            server.advance(Duration.ofHours(1));
        }
        server.awaitState(delivered, State.DONE);
        JobId refused = machine.submit(DMS);
        server.wakeups.wake(Stage.TRANSCRIBE);
        server.awaitState(refused, State.DEAD);
        for (String outcome : new String[] {"later", "fault", "delivered", "refused"}) {
            assertThat(deliveries(outcome)).as(outcome).isEqualTo(1);
        }
    }

    @Test
    void aSweeperThatStandsStillIsATroubleUntilItGoesOn() {
        assertThat(server.sweeper.troubles()).isEmpty();
        machine.down.set(true);
        server.advance(Duration.ofMinutes(2));
        assertThat(server.sweeper.troubles()).isEmpty();
        server.advance(Duration.ofMinutes(2));
        assertThat(server.sweeper.troubles())
                .extracting(trouble -> trouble.reason().code())
                .containsExactly("sweeper-stalled");
        assertThat(server.sweeper.troubles().get(0).level()).isEqualTo(Health.Level.DEGRADED);
        assertThat(registry.get("yuhitsu.sweep.age").gauge().value()).isGreaterThanOrEqualTo(240);
        machine.down.set(false);
        await().until(() -> server.sweeper.troubles().isEmpty());
        assertThat(registry.get("yuhitsu.sweep.age").gauge().value()).isZero();
    }

    @Test
    void aSweeperThatIsMadeAnewIsTheOneThatIsMeasured() {
        machine.down.set(true);
        server.advance(Duration.ofMinutes(10));
        assertThat(registry.get("yuhitsu.sweep.age").gauge().value()).isGreaterThanOrEqualTo(600);
        try (Server again = server.again()) {
            assertThat(again.sweeper.sinceLastPass()).isZero();
            assertThat(registry.get("yuhitsu.sweep.age").gauge().value()).isZero();
        }
    }
}
