package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link AudioDecoder} does. */
public interface AudioDecoderContract {
    /** The decoder under test; the same during one test. */
    AudioDecoder decoder();

    @Test
    default void stereoAt44kHzBecomesMonoAt16kHzOfTheSameLengthLevelAndPitch() throws Exception {
        byte[] pcm = pcmOf(Tones.wav(44_100, 2, 2));

        assertThat(pcm.length / AudioDecoder.BYTES_PER_MS).isCloseTo(2000, within(20));
        assertThat(Tones.rms(pcm, 0.2, 1.8)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
        assertThat(Tones.hertz(pcm, 0.2, 1.8)).isCloseTo(Tones.HERTZ, within(2.0));
    }

    @Test
    default void whatIsInTheRightFormatAlreadyIsGivenAsItIs() throws Exception {
        byte[] wav = Tones.wav(16_000, 1, 1);

        assertThat(pcmOf(wav)).isEqualTo(Arrays.copyOfRange(wav, 44, wav.length));
    }

    @Test
    default void aProbeTellsContainerCodecLengthAndFormat() throws Exception {
        Recorded recorded = decoder().probe(memory(Tones.wav(8_000, 2, 3)), CancelToken.none());

        assertThat(recorded.container()).isEqualTo("wav");
        assertThat(recorded.codec()).isEqualTo("pcm_s16le");
        assertThat(recorded.duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(recorded.channels()).isEqualTo(2);
        assertThat(recorded.sampleRate()).isEqualTo(8_000);
        assertThat(recorded.incomplete()).isFalse();
    }

    @Test
    default void aRecordingThatWasCutOffIsIncompleteAndIsDecodedAsFarAsItGoes() throws Exception {
        byte[] half = Arrays.copyOf(Tones.wav(16_000, 1, 2), 44 + 32_000);

        assertThat(decoder().probe(memory(half), CancelToken.none()).incomplete())
                .isTrue();
        try (AudioDecoder.Decoding decoding = decoder().decode(memory(half), CancelToken.none())) {
            assertThat(decoding.pcm().readAllBytes()).hasSize(32_000);
            assertThat(decoding.notices()).singleElement().satisfies(notice -> assertThat(notice.code())
                    .isEqualTo("recording-truncated"));
        }
    }

    @Test
    default void whatIsNoRecordingIsBadInput() {
        byte[] text = "Minutes of the weekly meeting\n".repeat(100).getBytes(StandardCharsets.UTF_8);

        assertThat(catchThrowableOfType(FailureException.class, () -> decoder().probe(memory(text), CancelToken.none()))
                        .kind())
                .isEqualTo(FailureKind.BAD_INPUT);
        assertThat(catchThrowableOfType(FailureException.class, () -> pcmOf(text))
                        .kind())
                .isEqualTo(FailureKind.BAD_INPUT);
    }

    @Test
    default void anEmptyFileIsBadInput() {
        assertThat(catchThrowableOfType(
                                FailureException.class, () -> decoder().probe(memory(new byte[0]), CancelToken.none()))
                        .kind())
                .isEqualTo(FailureKind.BAD_INPUT);
    }

    @Test
    default void aTrippedTokenEndsTheDecodingWhileItIsRead() throws Exception {
        CancelToken cancel = new CancelToken();
        try (AudioDecoder.Decoding decoding = decoder().decode(memory(Tones.wav(16_000, 1, 300)), cancel)) {
            assertThat(decoding.pcm().read()).isGreaterThanOrEqualTo(0);

            cancel.trip();

            assertThatThrownBy(() -> decoding.pcm().readAllBytes()).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    default void aDecodingThatIsClosedEarlyClosesItsSourceAndLeavesTheDecoderUsable() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AudioSource counted = () -> new MemoryChannel(Tones.wav(16_000, 1, 60), open);

        try (AudioDecoder.Decoding decoding = decoder().decode(counted, CancelToken.none());
                InputStream pcm = decoding.pcm()) {
            assertThat(pcm.readNBytes(1000)).hasSize(1000);
        }

        assertThat(open).hasValue(0);
        assertThat(pcmOf(Tones.wav(16_000, 1, 1))).hasSize(32_000);
    }

    @Test
    default void aSourceThatCannotBeReadIsNotTheRecordingsFault() {
        AudioSource broken = () -> {
            throw new IOException("disk");
        };

        assertThat(catchThrowableOfType(FailureException.class, () -> decoder().probe(broken, CancelToken.none()))
                        .kind())
                .isEqualTo(FailureKind.INTERNAL);
    }

    /** Decodes all of a recording. */
    default byte[] pcmOf(byte[] recording) throws FailureException, InterruptedException, IOException {
        try (AudioDecoder.Decoding decoding = decoder().decode(memory(recording), CancelToken.none())) {
            return decoding.pcm().readAllBytes();
        }
    }

    static AudioSource memory(byte[] content) {
        return () -> new MemoryChannel(content, new AtomicInteger());
    }

    /** Content in memory as a channel. */
    class MemoryChannel implements SeekableByteChannel {
        private final byte[] content;
        private final AtomicInteger openOnes;
        private boolean open = true;
        private long position;

        /** @param openOnes counts the channels that are open */
        public MemoryChannel(byte[] content, AtomicInteger openOnes) {
            this.content = content;
            this.openOnes = openOnes;
            openOnes.incrementAndGet();
        }

        @Override
        public int read(ByteBuffer to) {
            if (position >= content.length) {
                return -1;
            }
            int n = (int) Math.min(to.remaining(), content.length - position);
            to.put(content, (int) position, n);
            position += n;
            return n;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new java.nio.channels.NonWritableChannelException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new java.nio.channels.NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                openOnes.decrementAndGet();
            }
        }
    }
}
