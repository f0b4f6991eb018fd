package io.yuhitsu.routes.internal.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.testing.MemoryChannels;
import io.yuhitsu.routes.testing.MemoryIntake;
import io.yuhitsu.routes.testing.MemoryPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsRouteTest {
    private final MemoryPipeline pipeline = new MemoryPipeline();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.stop();
    }

    private void run(RouteBuilder routes) throws Exception {
        context.disableJMX();
        context.addComponent("minutes", new MinutesComponent(pipeline, new MemoryIntake(), new MemoryChannels()));
        context.addRoutes(routes);
        context.start();
    }

    private RouteBuilder transcribe() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("minutes:jobs?stage=transcribe").routeId("t").to("minutes:transcribe");
            }
        };
    }

    private void awaitState(JobId job, State state) {
        await().until(() -> pipeline.state(job) == state);
    }

    @Test
    void aJobGoesThroughItsStagesByTheResultsOfItsSteps() throws Exception {
        JobId job = pipeline.add();
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("minutes:jobs?stage=transcribe&concurrency=2").to("minutes:transcribe");
                from("minutes:jobs?stage=summarise").to("minutes:summarise");
                from("minutes:jobs?stage=render").to("direct:render");
                from("direct:render").to("minutes:render");
            }
        });
        awaitState(job, State.DONE);
        assertThat(pipeline.ran(job)).isEqualTo(3);
    }

    @Test
    void aStageEndsOnlyByAStoredResult() throws Exception {
        JobId job = pipeline.add();
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("minutes:jobs?stage=transcribe").setBody(constant("done!"));
            }
        });
        awaitState(job, State.DEAD);
        assertThat(pipeline.stage(job)).isEqualTo(Stage.TRANSCRIBE);
    }

    @Test
    void aFailureThatTheRouteHandlesIsNoSuccess() throws Exception {
        pipeline.step(work -> {
            throw new FailureException(FailureKind.EXTERNAL, new Message("x", "x", "x"));
        });
        JobId job = pipeline.add();
        run(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).setBody(constant("fine"));
                from("minutes:jobs?stage=transcribe").to("minutes:transcribe");
            }
        });
        awaitState(job, State.DEAD);
        assertThat(pipeline.stage(job)).isEqualTo(Stage.TRANSCRIBE);
    }

    @Test
    void theKindOfAFailureReachesTheCore() throws Exception {
        FailureException busy = FailureException.busy(new Message("full", "満杯", "full"));
        pipeline.step(work -> {
            throw busy;
        });
        JobId job = pipeline.add();
        run(transcribe());
        awaitState(job, State.DEAD);
        assertThat(pipeline.why(job)).isSameAs(busy);
    }

    @Test
    void aStepOfAnotherStageIsRefused() throws Exception {
        JobId job = pipeline.add();
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("minutes:jobs?stage=transcribe").to("minutes:render");
            }
        });
        awaitState(job, State.DEAD);
        assertThat(pipeline.why(job)).hasMessageContaining("step-of-other-stage");
        assertThat(pipeline.ran(job)).isZero();
    }

    @Test
    void aStepWithoutAJobIsRefused() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("minutes:render");
            }
        });
        var answer = context.createProducerTemplate().send("direct:in", exchange -> {});
        assertThat(answer.getException()).hasMessageContaining("step-without-job");
    }

    @Test
    void aSuspendedRouteClaimsNothingAndEndsWhatItHas() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        pipeline.step(work -> {
            begun.countDown();
            go.await();
        });
        JobId first = pipeline.add();
        run(transcribe());
        begun.await();
        // Not through the route controller: that would wait for the exchange.
        ((JobsConsumer) context.getRoute("t").getConsumer()).suspend();
        JobId second = pipeline.add();
        go.countDown();
        await().until(() -> pipeline.stage(first) == Stage.SUMMARISE);
        await().until(() -> ((JobsConsumer) context.getRoute("t").getConsumer()).getPendingExchangesSize() == 0);
        assertThat(pipeline.state(second)).isEqualTo(State.READY);
        assertThat(pipeline.waiting()).isZero();

        ((JobsConsumer) context.getRoute("t").getConsumer()).resume();
        await().until(() -> pipeline.stage(second) == Stage.SUMMARISE);
    }

    @Test
    void soManyJobsRunAtOnceAsTheRouteSaysAndNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        pipeline.step(work -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            begun.countDown();
            go.await();
            now.decrementAndGet();
        });
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            jobs.add(pipeline.add());
        }
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("minutes:jobs?stage=transcribe&concurrency=2").to("minutes:transcribe");
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        go.countDown();
        jobs.forEach(job -> await().until(() -> pipeline.stage(job) == Stage.SUMMARISE));
        assertThat(most).hasValue(2);
    }

    @Test
    void aWaitingRouteStopsAtOnceAndLeavesNoThread() throws Exception {
        run(transcribe());
        await().until(() -> pipeline.waiting() == 1);
        context.getRouteController().stopRoute("t");
        await().until(() -> pipeline.waiting() == 0);
        JobId job = pipeline.add();
        assertThat(pipeline.state(job)).isEqualTo(State.READY);
    }

    @Test
    void aStoppingServerGivesWorkBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        pipeline.step(work -> {
            CountDownLatch told = new CountDownLatch(1);
            work.cancel().onTrip(told::countDown);
            begun.countDown();
            told.await();
            throw new CancellationException("told to stop");
        });
        JobId job = pipeline.add();
        run(transcribe());
        begun.await();
        ((JobsConsumer) context.getRoute("t").getConsumer()).abandon();
        await().until(() -> pipeline.givenBack(job) == 1);
        assertThat(pipeline.state(job)).isEqualTo(State.READY);
        assertThat(pipeline.why(job)).isNull();
    }

    @Test
    void workThatDoesNotListenIsGivenBackWhenTheRouteIsStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        pipeline.step(work -> {
            begun.countDown();
            boolean deaf = true;
            while (deaf) {
                try {
                    go.await();
                    deaf = false;
                } catch (InterruptedException e) {
                    // Deaf.
                }
            }
        });
        JobId job = pipeline.add();
        run(transcribe());
        begun.await();
        stop();
        assertThat(pipeline.givenBack(job)).isEqualTo(1);
        assertThat(pipeline.state(job)).isEqualTo(State.READY);
        go.countDown();
    }

    @Test
    void anExceptionOfTheQueueDoesNotEndTheClaiming() throws Exception {
        JobId job = pipeline.add();
        pipeline.step(work -> {
            throw new IllegalStateException("a fault");
        });
        run(transcribe());
        awaitState(job, State.DEAD);
        pipeline.step(work -> {});
        JobId next = pipeline.add();
        await().until(() -> pipeline.stage(next) == Stage.SUMMARISE);
    }
}
