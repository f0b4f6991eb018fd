package io.yuhitsu.routes.internal.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.DeliveryChannel.Delivered;
import io.yuhitsu.api.spi.DeliveryChannel.Outcome;
import io.yuhitsu.api.spi.DeliveryChannel.Refused;
import io.yuhitsu.api.spi.DeliveryChannel.RetryLater;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.testing.Deliveries;
import io.yuhitsu.routes.testing.MemoryChannels;
import io.yuhitsu.routes.testing.MemoryIntake;
import io.yuhitsu.routes.testing.MemoryPipeline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesRouteTest {
    private static final Message WHY = new Message("why", "理由", "why");

    private final MemoryChannels channels = new MemoryChannels();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final DeliveryRequest request = Deliveries.request();

    @AfterEach
    void stop() {
        context.stop();
    }

    private void run(Processor step, boolean handled) throws Exception {
        context.disableJMX();
        context.addComponent("minutes", new MinutesComponent(new MemoryPipeline(), new MemoryIntake(), channels));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (handled) {
                    onException(Exception.class).handled(true).setBody(constant("fine"));
                }
                from("minutes:deliveries?channel=dms").routeId("d").process(step);
            }
        });
        context.start();
    }

    private Outcome deliver() throws InterruptedException {
        return channels.find("dms").orElseThrow().deliver(request, CancelToken.none());
    }

    @Test
    void aRouteThatEndsWellIsAReceipt() throws Exception {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        run(
                exchange -> {
                    seen.set(exchange);
                    assertThat(exchange.getMessage().getBody()).isSameAs(request);
                    assertThat(exchange.getMessage().getHeaders())
                            .containsAllEntriesOf(Map.of(
                                    "MinutesDeliveryId", request.id().value(),
                                    "MinutesJobId", request.job().value(),
                                    "MinutesProfile", "weekly",
                                    "MinutesTenant", "default",
                                    "MinutesTitle", "週次会議",
                                    "MinutesDate", request.minutes().date(),
                                    "MinutesTarget", "outbox"));
                    exchange.getMessage().setHeader("MinutesReceipt", "r-1");
                },
                false);
        assertThat(deliver()).isEqualTo(new Delivered("r-1"));
        assertThat(seen.get()).isNotNull();
    }

    @Test
    void theReceiptIsTheDeliveryIdWhenTheRouteNamesNone() throws Exception {
        run(exchange -> {}, false);
        assertThat(deliver()).isEqualTo(new Delivered(request.id().value()));
    }

    @Test
    void badInputIsRefusedForGood() throws Exception {
        run(
                exchange -> {
                    throw FailureException.badInput(WHY);
                },
                false);
        assertThat(deliver()).isEqualTo(new Refused(WHY));
    }

    @Test
    void anExternalFailureIsTriedLaterWhenTheOtherSideSaid() throws Exception {
        run(
                exchange -> {
                    throw new FailureException(FailureKind.EXTERNAL, WHY, Duration.ofSeconds(7), null);
                },
                false);
        assertThat(deliver()).isEqualTo(new RetryLater(WHY, Duration.ofSeconds(7)));
    }

    @Test
    void anyOtherExceptionIsTriedLater() throws Exception {
        run(
                exchange -> {
                    throw new IllegalStateException("secret title");
                },
                false);
        assertThat(deliver()).isInstanceOfSatisfying(RetryLater.class, later -> assertThat(
                        later.reason().toString())
                .contains("dms")
                .doesNotContain("secret title"));
    }

    @Test
    void aHandledFailureIsNoDelivery() throws Exception {
        run(
                exchange -> {
                    throw new FailureException(FailureKind.EXTERNAL, WHY);
                },
                true);
        assertThat(deliver()).isEqualTo(new RetryLater(WHY, null));
    }

    @Test
    void theChannelIsThereOnlyWhileTheRouteRuns() throws Exception {
        run(exchange -> {}, false);
        DeliveryChannel channel = channels.find("dms").orElseThrow();
        context.getRouteController().suspendRoute("d");
        assertThat(channels.find("dms")).isEmpty();
        assertThatThrownBy(() -> channel.deliver(request, CancelToken.none()))
                .as("no attempt")
                .isInstanceOf(InterruptedException.class);
        context.getRouteController().resumeRoute("d");
        assertThat(channels.find("dms")).isPresent();
        context.getRouteController().stopRoute("d");
        assertThat(channels.find("dms")).isEmpty();
    }

    @Test
    void aDeliveryThatTheStopOfItsRouteBreaksOffHasNotFailed() throws Exception {
        CountDownLatch delivering = new CountDownLatch(1);
        run(
                exchange -> {
                    delivering.countDown();
                    while (!context.isStopping()) {
                        Thread.onSpinWait();
                    }
                    throw new RejectedExecutionException("stopped");
                },
                false);
        context.getShutdownStrategy().setTimeout(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Outcome> outcome = thread.submit(this::deliver);
            delivering.await();
            context.stop();
            assertThat(outcome)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(InterruptedException.class);
        } finally {
            thread.shutdownNow();
        }
    }
}
