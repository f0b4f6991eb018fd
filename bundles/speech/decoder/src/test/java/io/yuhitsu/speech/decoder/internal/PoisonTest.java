package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.contracts.AudioDecoderContract.MemoryChannel;
import io.yuhitsu.contracts.Tones;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recording that ends each process that works on it. */
@Timeout(120)
class PoisonTest extends WithDecoder {
    private final AtomicInteger killed = new AtomicInteger();

    @Test
    void aRecordingThatEndsThreeDecodersWhenItArrivesIsRefusedWithAReason() throws Exception {
        FailureException failure =
                catchThrowableOfType(FailureException.class, () -> decoder.probe(deadlyFor(9), CancelToken.none()));

        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(failure.reason().code()).isEqualTo("recording-poison");
        assertThat(failure.reason().en()).contains("3 times", "Convert it to WAV");
        assertThat(failure.reason().ja()).contains("3 回", "変換");
        assertThat(killed).hasValue(3);
        assertThat(probe(Tones.wav(16_000, 1, 1)).container()).isEqualTo("wav");
    }

    @Test
    void aDecoderThatDiesOnceByOtherCausesCostsTheRecordingNothing() throws Exception {
        assertThat(decoder.probe(deadlyFor(1), CancelToken.none()).container()).isEqualTo("wav");
        assertThat(killed).hasValue(1);
    }

    @Test
    void aDecoderThatDiesWhileItDecodesSaysSo() throws Exception {
        AudioSource source = deadlyFor(1);
        FailureException failure = catchThrowableOfType(FailureException.class, () -> {
            try (AudioDecoder.Decoding decoding = decoder.decode(source, CancelToken.none())) {
                decoding.pcm().readAllBytes();
            } catch (IOException e) {
                throw e.getCause();
            }
        });

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
    }

    /** Kills who asks for its bytes behind the header, so many times. */
    private AudioSource deadlyFor(int times) {
        byte[] wav = Tones.wav(16_000, 1, 20);
        return () -> new MemoryChannel(wav, new AtomicInteger()) {
            private int reads;

            @Override
            public int read(ByteBuffer to) {
                // The server itself looks at the header first.
                if (to.capacity() > 4096 && reads++ == 0 && killed.get() < times) {
                    killed.incrementAndGet();
                    decoders().forEach(ProcessHandle::destroyForcibly);
                    decoders().forEach(child -> child.onExit().join());
                }
                return super.read(to);
            }
        };
    }

    private static java.util.stream.Stream<ProcessHandle> decoders() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
    }
}
