package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.contracts.Tones;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest extends WithDecoder {
    private static final double SECONDS = 1.5;

    /** Formats whose length is exact. */
    static Stream<Encoded> exact() {
        return Stream.of(
                Encoded.of("wav", "pcm_u8", 8_000, 1),
                Encoded.of("wav", "pcm_s16le", 11_025, 2),
                Encoded.of("wav", "pcm_s24le", 48_000, 2),
                Encoded.of("wav", "pcm_s32le", 96_000, 1),
                Encoded.of("wav", "pcm_f32le", 44_100, 2),
                Encoded.of("wav", "pcm_f64le", 22_050, 1),
                Encoded.of("wav", "pcm_alaw", 8_000, 1),
                Encoded.of("wav", "pcm_mulaw", 8_000, 2),
                Encoded.of("wav", "pcm_s16le", 48_000, 6),
                Encoded.of("wav", "pcm_s16le", 44_100, 2).with("rf64", "always"),
                Encoded.of("w64", "pcm_s24le", 48_000, 1),
                Encoded.of("aiff", "pcm_s16be", 44_100, 2),
                Encoded.of("caf", "pcm_s16le", 44_100, 1),
                Encoded.of("au", "pcm_mulaw", 8_000, 1),
                Encoded.of("flac", "flac", 44_100, 2),
                Encoded.of("ogg", "flac", 48_000, 1),
                Encoded.of("ipod", "alac", 44_100, 2),
                Encoded.of("ipod", "aac", 44_100, 2).bitRate(96_000),
                Encoded.of("mp4", "aac", 48_000, 1).bitRate(64_000).with("movflags", "faststart"),
                Encoded.of("mov", "aac", 44_100, 2).bitRate(96_000),
                Encoded.of("mov", "pcm_s16le", 48_000, 2),
                Encoded.of("mp3", "libmp3lame", 44_100, 2).bitRate(128_000),
                Encoded.of("mp3", "libmp3lame", 16_000, 1).bitRate(32_000),
                Encoded.of("ogg", "libopus", 48_000, 2).bitRate(32_000),
                Encoded.of("opus", "libopus", 16_000, 1).bitRate(24_000),
                Encoded.of("webm", "libopus", 48_000, 1).bitRate(24_000),
                Encoded.of("matroska", "pcm_s16le", 44_100, 2),
                Encoded.of("ogg", "vorbis", 44_100, 2).bitRate(96_000));
    }

    /** Formats that do not note how much of their first or last frame counts; a frame is 20 to 130 ms. */
    static Stream<Encoded> inFrames() {
        return Stream.of(
                Encoded.of("wav", "adpcm_ms", 22_050, 1),
                Encoded.of("wav", "adpcm_ima_wav", 16_000, 2),
                Encoded.of("wav", "g726", 8_000, 1).bitRate(32_000),
                Encoded.of("adts", "aac", 44_100, 2).bitRate(96_000),
                Encoded.of("matroska", "aac", 44_100, 2).bitRate(96_000),
                Encoded.of("matroska", "libmp3lame", 44_100, 1).bitRate(64_000),
                Encoded.of("mpegts", "aac", 48_000, 2).bitRate(96_000),
                Encoded.of("mp2", "mp2", 44_100, 1).bitRate(64_000),
                Encoded.of("ogg", "libspeex", 16_000, 1),
                Encoded.of("amr", "libopencore_amrnb", 8_000, 1).bitRate(12_200),
                Encoded.of("amr", "libvo_amrwbenc", 16_000, 1).bitRate(23_850),
                Encoded.of("3gp", "libopencore_amrnb", 8_000, 1).bitRate(12_200),
                Encoded.of("3gp", "aac", 16_000, 1).bitRate(32_000),
                Encoded.of("asf", "wmav1", 44_100, 2).bitRate(96_000),
                Encoded.of("asf", "wmav2", 44_100, 1).bitRate(64_000),
                Encoded.of("avi", "libmp3lame", 44_100, 2).bitRate(96_000),
                Encoded.of("mp4", "aac", 16_000, 1).bitRate(32_000).with("movflags", "frag_keyframe+empty_moov"),
                Encoded.of("flv", "aac", 44_100, 2).bitRate(96_000));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theLengthIsRightToTwentyMilliseconds(Encoded form) throws Exception {
        assertDecodes(form, 20, 0.02);
    }

    @ParameterizedTest
    @MethodSource("inFrames")
    void theLengthIsRightToTheFrame(Encoded form) throws Exception {
        assertDecodes(form, 130, 0.1);
    }

    private static void assertDecodes(Encoded form, double tolerance, double level) throws Exception {
        byte[] recording = form.bytes(SECONDS);

        Recorded recorded = probe(recording);
        assertThat(recorded.channels()).isEqualTo(form.channels());
        assertThat(recorded.sampleRate()).isEqualTo(form.encoder().equals("libopus") ? 48_000 : form.rate());
        assertThat(recorded.incomplete()).isFalse();
        assertThat(recorded.duration().toMillis()).isCloseTo((long) (SECONDS * 1000), within(150L));
        Decoded decoded = decode(recording);
        assertThat(decoded.millis()).isCloseTo(SECONDS * 1000, within(tolerance));
        assertThat(Tones.hertz(decoded.pcm(), 0.3, 1.3)).isCloseTo(Tones.HERTZ, within(4.0));
        assertThat(Tones.rms(decoded.pcm(), 0.3, 1.3)).isCloseTo(Encoded.LEVEL / Math.sqrt(2), within(level));
        assertThat(decoded.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "ipod", "3gp", "matroska"})
    void theTimeOfTheRecordingIsFound(String muxer) throws Exception {
        byte[] recording = Encoded.of(muxer, "aac", 16_000, 1).bytes(0.5);

        assertThat(probe(recording).recordedAt()).isEqualTo(Instant.parse("2026-10-05T01:30:00Z"));
    }
}
