package io.yuhitsu.routes.internal.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.testing.MemoryChannels;
import io.yuhitsu.routes.testing.MemoryIntake;
import io.yuhitsu.routes.testing.MemoryPipeline;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinutesUriTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.disableJMX();
        context.addComponent(
                "minutes", new MinutesComponent(new MemoryPipeline(), new MemoryIntake(), new MemoryChannels()));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Message refusal(String uri) {
        Throwable thrown = catchThrowable(() -> context.getEndpoint(uri));
        return RouteRefused.in(thrown)
                .orElseThrow(() -> new AssertionError(uri, thrown))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minutes:deliver", "minutes:approve", "minutes:done", "minutes:Transcribe", "minutes:job"})
    void anUnknownVerbIsRefusedWithTheKnownOnes(String uri) {
        assertThat(refusal(uri).en()).contains(uri, "deliveries, intake, jobs, render, summarise, transcribe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minutes:jobs?stage=render&lease=3 | unknown-option | concurrency, stage",
                "minutes:transcribe?x=1 | no-options | x",
                "minutes:jobs?concurrency=2 | missing-option | stage",
                "minutes:jobs?stage=deliver | bad-option | transcribe, summarise, render",
                "minutes:jobs?stage=render&concurrency=0 | bad-option | 1–64",
                "minutes:jobs?stage=render&concurrency=many | bad-option | many",
                "minutes:intake | missing-option | tenant",
                "minutes:intake?tenant=A_B | bad-option | tenant",
                "minutes:intake?tenant=default&file=x | unknown-option | profile, tenant",
                "minutes:deliveries | missing-option | channel",
            })
    void aWrongOptionIsRefusedByName(String uri, String code, String named) {
        Message reason = refusal(uri);
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.en()).contains(named);
        assertThat(reason.ja()).contains(named);
    }

    @Test
    void eachVerbStandsOnItsOwnSideOnly() throws Exception {
        Endpoint jobs = context.getEndpoint("minutes:jobs?stage=render");
        assertThat(catchThrowable(jobs::createProducer)).isInstanceOf(RouteRefused.class);
        Endpoint step = context.getEndpoint("minutes:render");
        assertThat(catchThrowable(() -> step.createConsumer(exchange -> {}))).isInstanceOf(RouteRefused.class);
        Endpoint intake = context.getEndpoint("minutes:intake?tenant=default");
        assertThat(catchThrowable(() -> intake.createConsumer(exchange -> {}))).isInstanceOf(RouteRefused.class);
        Endpoint deliveries = context.getEndpoint("minutes:deliveries?channel=dms");
        assertThat(catchThrowable(deliveries::createProducer)).isInstanceOf(RouteRefused.class);
    }
}
