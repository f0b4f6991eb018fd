package io.yuhitsu.routes.internal.minutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.testing.MemoryChannels;
import io.yuhitsu.routes.testing.MemoryIntake;
import io.yuhitsu.routes.testing.MemoryPipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeRouteTest {
    private final MemoryIntake intake = new MemoryIntake();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        context.disableJMX();
        context.setStreamCaching(false);
        context.addComponent("minutes", new MinutesComponent(new MemoryPipeline(), intake, new MemoryChannels()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("minutes:intake?tenant=default");
                from("direct:fixed").to("minutes:intake?tenant=default&profile=board");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private static InputStream audio(String content) {
        return new ByteArrayInputStream(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void theNamedHeadersReachTheIntakeAndTheJobComesBack() {
        SideFile side = new SideFile("定例", "2026-10-05", "ja", List.of());
        Instant then = Instant.parse("2026-10-05T01:00:00Z");
        Exchange done = send(
                "direct:in",
                audio("a"),
                Map.of(
                        "MinutesFileName", "会議.wav",
                        "MinutesProfile", "weekly",
                        "MinutesFolder", "東京/営業",
                        "MinutesModifiedAt", then,
                        "MinutesSideFile", side,
                        "MinutesTransportKey", "k1",
                        "MinutesMayGrow", true,
                        "Other", "ignored"));
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("MinutesJobId", String.class)).startsWith("j");
        assertThat(done.getMessage().getHeader("MinutesDuplicate")).isEqualTo(false);
        IntakeRequest request = intake.requests().get(0);
        assertThat(request.tenant()).isEqualTo(TenantId.DEFAULT);
        assertThat(request.profile()).isEqualTo(new ProfileId("weekly"));
        assertThat(request.fileName()).isEqualTo("会議.wav");
        assertThat(request.folder()).isEqualTo("東京/営業");
        assertThat(request.modifiedAt()).isEqualTo(then);
        assertThat(request.sideFile()).isEqualTo(side);
        assertThat(request.transportKey()).isEqualTo("k1");
        assertThat(request.mayGrow()).isTrue();
        assertThat(request.entry()).as("scheme at the beginning of the route").isEqualTo("direct");
    }

    @Test
    void theSameContentAgainIsADuplicateOfTheFirstJob() {
        Map<String, Object> headers = Map.of("MinutesFileName", "a.wav");
        Object first = send("direct:in", audio("a"), headers).getMessage().getHeader("MinutesJobId");
        Exchange second = send("direct:in", audio("a"), headers);
        assertThat(second.getMessage().getHeader("MinutesJobId")).isEqualTo(first);
        assertThat(second.getMessage().getHeader("MinutesDuplicate")).isEqualTo(true);
    }

    @Test
    void filesAndPathsAreRecordingsWithTheirOwnName() throws IOException {
        Path file = Files.writeString(folder.resolve("b.wav"), "b");
        assertThat(send("direct:in", file, Map.of()).getException()).isNull();
        assertThat(send("direct:in", file.toFile(), Map.of()).getException()).isNull();
        assertThat(intake.requests()).extracting(IntakeRequest::fileName).containsExactly("b.wav", "b.wav");
    }

    @Test
    void theSizeOfARecordingIsKnownBeforeItIsReadWhereItCanBe() throws IOException {
        Path file = Files.writeString(folder.resolve("b.wav"), "four");
        send("direct:in", file, Map.of());
        send("direct:in", audio("four"), Map.of("MinutesFileName", "b.wav", "MinutesBytes", 4L));
        send("direct:in", audio("four"), Map.of("MinutesFileName", "b.wav"));
        assertThat(intake.requests())
                .extracting(request -> request.audio().bytes())
                .containsExactly(4L, 4L, 0L);
    }

    @Test
    void aSizeThatIsNoNumberIsAFaultOfTheRoute() {
        Exchange refused = send("direct:in", audio("c"), Map.of("MinutesFileName", "c.wav", "MinutesBytes", "many"));
        assertThat(refused.getException(FailureException.class).reason().code()).isEqualTo("bad-size");
    }

    @Test
    void theProfileOfTheUriWinsOverTheHeader() {
        send("direct:fixed", audio("c"), Map.of("MinutesFileName", "c.wav", "MinutesProfile", "weekly"));
        assertThat(intake.requests().get(0).profile()).isEqualTo(new ProfileId("board"));
    }

    @Test
    void aProfileThatCannotBeOneIsBadInput() {
        Exchange refused = send("direct:in", audio("c"), Map.of("MinutesFileName", "c.wav", "MinutesProfile", "../x"));
        assertThat(refused.getException(FailureException.class).kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(intake.requests()).isEmpty();
    }

    @Test
    void bytesAreNoRecording() {
        Exchange refused = send("direct:in", new byte[3], Map.of("MinutesFileName", "c.wav"));
        assertThat(refused.getException(FailureException.class).reason().code()).isEqualTo("no-audio");
    }

    @Test
    void aRefusalOfTheIntakeGoesThroughUnchangedAndNoOldJobIdStays() {
        FailureException refusal = FailureException.badInput(new Message("no-audio-file", "音声なし", "no audio"));
        intake.refuse(refusal);
        Exchange refused = send(
                "direct:in", audio("d"), Map.of("MinutesFileName", "d.wav", "MinutesJobId", "j00000000000000000000"));
        assertThat(refused.getException()).isSameAs(refusal);
        assertThat(refused.getMessage().getHeader("MinutesJobId")).isNull();
    }
}
