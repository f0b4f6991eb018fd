package io.yuhitsu.speech.transcription.internal;

import static io.yuhitsu.speech.transcription.internal.PlainDecoder.NO_SOURCE;
import static io.yuhitsu.speech.transcription.internal.ScriptedTranscriber.JA;
import static io.yuhitsu.speech.transcription.internal.ScriptedTranscriber.speech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.text.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final byte[] MEETING = meeting();
    private static final double SECONDS = MEETING.length / 32_000.0;
    private static final Tags TAGS = Tags.of("engine", "vosk", "model", "ja-model");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MemoryContext context = MemoryContext.of("ja", NO_SOURCE);

    private static byte[] meeting() {
        Pcm pcm = new Pcm(10);
        for (int i = 0; i < 25; i++) {
            pcm.talk(4).pause(0.9);
        }
        return pcm.bytes();
    }

    @BeforeEach
    void keep() {
        // What other tests counted stays in it.
        Metrics.globalRegistry.clear();
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void forget() {
        Metrics.removeRegistry(registry);
    }

    private double counter(String name) {
        return registry.get(name).tags(TAGS).counter().count();
    }

    @Test
    void speedIsAudioByTime() throws Exception {
        Steps.step(new PlainDecoder(MEETING), new ScriptedTranscriber(JA)).run(context);

        assertThat(counter("yuhitsu.transcription.audio")).isEqualTo(SECONDS);
        assertThat(counter("yuhitsu.transcription.time")).isPositive();
        assertThat(registry.get("yuhitsu.transcription.speed")
                        .tags(TAGS)
                        .gauge()
                        .value())
                .isEqualTo(SECONDS / counter("yuhitsu.transcription.time"));
    }

    @Test
    void whatWasKeptFromAnEarlierRunMakesNobodyFaster() throws Exception {
        ScriptedTranscriber failing = new ScriptedTranscriber(JA);
        failing.behaving((call, pcm, model, cancel) -> {
            if (call > 3) {
                throw new FailureException(FailureKind.INTERNAL, new Message("fault", "故障", "fault"));
            }
            return speech(pcm, 0.9);
        });
        assertThatThrownBy(() -> Steps.step(new PlainDecoder(MEETING), failing).run(context))
                .isInstanceOf(FailureException.class);
        assertThat(registry.find("yuhitsu.transcription.audio").counter()).isNull();
        assertThat(context.kept()).isPositive();

        Steps.step(new PlainDecoder(MEETING), new ScriptedTranscriber(JA)).run(context);
        assertThat(counter("yuhitsu.transcription.audio")).isPositive().isLessThan(SECONDS);
    }
}
