package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.contracts.AudioDecoderContract;
import io.yuhitsu.contracts.Tones;
import io.yuhitsu.speech.decoder.child.Talk;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a recording can make its decoder do to keep the server busy or to fill its memory. */
@Timeout(60)
class ImmodestChildTest {
    private static final byte[] WAV = Tones.wav(16_000, 1, 1);
    private static final AudioSource RECORDING = AudioDecoderContract.memory(WAV);
    private static final int FOR_EVER = 1_000_000;

    @Test
    void whoAsksForTheSameBytesAgainAndAgainIsStopped() {
        ScriptedChild child = new ScriptedChild(number -> number < FOR_EVER
                ? ScriptedChild.question(0, WAV.length)
                : ScriptedChild.text(Talk.REFUSED, Talk.NO_AUDIO));

        FailureException failure = refusal(child);

        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(failure.reason().code()).isEqualTo("recording-too-costly");
        assertThat((long) child.said() * WAV.length).isLessThan(300L << 20);
    }

    @Test
    void whoAsksForNothingAtTheEndOfTheFileIsGrantedNoTimeAndIsStopped() {
        ScriptedChild child = new ScriptedChild(number -> number < FOR_EVER
                ? ScriptedChild.question(WAV.length, 1 << 17)
                : ScriptedChild.text(Talk.REFUSED, Talk.NO_AUDIO));

        FailureException failure = refusal(child);

        assertThat(child.granted()).isEqualTo(Duration.ZERO);
        assertThat(failure.reason().code()).isEqualTo("recording-too-costly");
        assertThat(child.said()).isLessThan(100_000);
    }

    @Test
    void whoSaysTheSameWithoutEndIsHeardOnce() throws Exception {
        ScriptedChild child = new ScriptedChild(number -> switch (number) {
            case 0 -> facts();
            case FOR_EVER -> new Frame(Talk.DONE, ByteBuffer.allocate(0));
            default -> ScriptedChild.text(Talk.NOTICE, number % 2 == 0 ? Talk.DAMAGED : Talk.TRUNCATED);
        });
        FfmpegDecoder decoder = new FfmpegDecoder(child, 1, 512, 1);

        try (AudioDecoder.Decoding decoding = decoder.decode(RECORDING, CancelToken.none())) {
            assertThat(decoding.pcm().readAllBytes()).isEmpty();
            assertThat(decoding.notices()).hasSize(2);
        }
        assertThat(child.granted()).isEqualTo(Duration.ZERO);
    }

    private static FailureException refusal(ScriptedChild child) {
        FfmpegDecoder decoder = new FfmpegDecoder(child, 1, 512, 1);
        return catchThrowableOfType(FailureException.class, () -> decoder.decode(RECORDING, CancelToken.none()));
    }

    private static Frame facts() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF("wav");
            out.writeUTF("");
            out.writeInt(99);
            out.writeUTF("pcm_s16le");
            out.writeLong(1_000_000);
            out.writeBoolean(false);
            out.writeInt(1);
            out.writeInt(16_000);
            out.writeUTF("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Frame(Talk.FACTS, ByteBuffer.wrap(bytes.toByteArray()));
    }
}
