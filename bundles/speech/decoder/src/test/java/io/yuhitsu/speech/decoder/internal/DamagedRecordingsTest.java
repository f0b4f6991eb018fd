package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.contracts.Tones;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedRecordingsTest extends WithDecoder {
    private static final String TRUNCATED = "recording-truncated";

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 0x7fffffff - 36, 4096})
    void aWavHeaderThatTheRecorderNeverFinishedDoesNotShortenTheRecording(int length) throws Exception {
        byte[] wav = Tones.wav(16_000, 1, 2);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length).putInt(40, length);

        assertThat(probe(wav).incomplete()).isFalse();
        Decoded decoded = decode(wav);
        assertThat(decoded.millis()).isCloseTo(2000, within(1.0));
        assertThat(decoded.notices()).isEmpty();
    }

    @Test
    void aWavFileWithTextsBehindItsSamplesIsWhole() throws Exception {
        byte[] wav = Tones.wav(16_000, 1, 1);
        byte[] longer = Arrays.copyOf(wav, wav.length + 20);
        ByteBuffer.wrap(longer, wav.length, 20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x5453494c)
                .putInt(12);

        assertThat(probe(longer).incomplete()).isFalse();
        assertThat(decode(longer).millis()).isCloseTo(1000, within(1.0));
    }

    @Test
    void anMp4WithoutItsIndexIsIncomplete() throws Exception {
        byte[] whole = Encoded.of("mp4", "aac", 16_000, 1).bytes(2);

        FailureException failure =
                catchThrowableOfType(FailureException.class, () -> probe(Arrays.copyOf(whole, whole.length * 2 / 3)));

        assertThat(failure.reason().code()).isEqualTo(AudioDecoder.INCOMPLETE);
    }

    @Test
    void aFileOfZerosIsIncomplete() {
        assertThat(refusal(new byte[100_000]).code()).isEqualTo(AudioDecoder.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, aac, true",
        "mp3, libmp3lame, true",
        "flac, flac, false",
        "ogg, libopus, true",
        "webm, libopus, true",
        "matroska, aac, true",
        "asf, wmav2, true",
        "aiff, pcm_s16be, true",
        "caf, pcm_s16le, true",
        "wav, adpcm_ms, true"
    })
    void whatIsLeftOfACutOffRecordingIsDecoded(String muxer, String encoder, boolean isKnown) throws Exception {
        Encoded form = Encoded.of(muxer, encoder, 48_000, 1).bitRate(encoder.startsWith("pcm") ? 0 : 64_000);
        byte[] whole = (muxer.equals("mp4") ? form.with("movflags", "faststart") : form).bytes(4);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        assertThat(probe(half).incomplete()).isEqualTo(isKnown);
        Decoded decoded = decode(half);
        assertThat(decoded.millis()).isBetween(1500.0, 2300.0);
        assertThat(Tones.hertz(decoded.pcm(), 0.3, 1.4)).isCloseTo(Tones.HERTZ, within(4.0));
        if (isKnown || muxer.equals("flac")) {
            assertThat(decoded.notices()).contains(TRUNCATED);
        }
    }

    @ParameterizedTest
    @CsvSource({"mp3, libmp3lame", "flac, flac", "ogg, libopus", "adts, aac", "amr, libopencore_amrnb", "webm, libopus"
    })
    void whatFollowsADamagedPlaceIsDecoded(String muxer, String encoder) throws Exception {
        int rate = muxer.equals("amr") ? 8_000 : 48_000;
        byte[] recording = Encoded.of(muxer, encoder, rate, 1)
                .bitRate(muxer.equals("amr") ? 12_200 : 64_000)
                .bytes(12);
        byte[] noise = new byte[recording.length / 20];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, recording, recording.length / 3, noise.length);

        Decoded decoded = decode(recording);

        assertThat(decoded.millis()).isBetween(11_000.0, 13_000.0);
        double end = decoded.millis() / 1000;
        assertThat(Tones.hertz(decoded.pcm(), end - 1.5, end - 0.5)).isCloseTo(Tones.HERTZ, within(4.0));
    }

    @ParameterizedTest
    @CsvSource({"webm, libopus", "matroska, pcm_s16le"})
    void silenceIsPutWhereNothingWasRecorded(String muxer, String encoder) throws Exception {
        byte[] recording = Encoded.of(muxer, encoder, 48_000, 1).withGap(3).bytes(4);

        Decoded decoded = decode(recording);

        assertThat(decoded.millis()).isCloseTo(7000, within(30.0));
        assertThat(Tones.rms(decoded.pcm(), 0.2, 1.8)).isGreaterThan(0.3);
        assertThat(Tones.rms(decoded.pcm(), 2.2, 4.8)).isLessThan(0.01);
        assertThat(Tones.rms(decoded.pcm(), 5.2, 6.8)).isGreaterThan(0.3);
    }
}
