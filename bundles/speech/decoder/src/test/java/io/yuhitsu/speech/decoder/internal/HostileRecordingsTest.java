package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.contracts.Tones;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HostileRecordingsTest extends WithDecoder {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '%s'\n",
                "[playlist]\nFile1=%s\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>%s</BaseURL></MPD>",
                "v=0\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\na=control:%s\n"
            })
    void aFileThatRefersToOthersMakesTheDecoderReadNone(String list) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/a.wav";

            assertThat(refusal(String.format(list, url).getBytes(StandardCharsets.UTF_8))
                            .code())
                    .startsWith("file-is-");
            assertThat(refusal(String.format(list, "file:///etc/passwd").getBytes(StandardCharsets.UTF_8))
                            .code())
                    .startsWith("file-is-");
            Assertions.assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anEmptyFileIsCalledEmpty() {
        assertThat(refusal(new byte[0]).code()).isEqualTo("recording-empty");
        assertThat(refusalAtArrival(new byte[0])).isEqualTo("recording-empty");
    }

    @Test
    void aFileOf300StreamsIsRefused() throws Exception {
        byte[] recording = Encoded.manyStreams(300);
        assertThat(Encoded.streamsIn(recording)).isEqualTo(300);

        assertThat(refusal(recording).code()).isEqualTo("not-a-recording");
        assertThat(refusalAtArrival(recording)).isEqualTo("not-a-recording");
    }

    @Test
    void ofAFewStreamsOneIsDecoded() throws Exception {
        byte[] recording = Encoded.manyStreams(60);
        assertThat(Encoded.streamsIn(recording)).isEqualTo(60);

        assertThat(decode(recording).millis()).isEqualTo(64);
    }

    @Test
    void sampleRatesAndChannelsThatCannotBeAreRefused() {
        byte[] fast = Tones.wav(16_000, 1, 1);
        ByteBuffer.wrap(fast).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 1_000_000_000);
        byte[] wide = Tones.wav(16_000, 1, 1);
        ByteBuffer.wrap(wide)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(22, (short) 60_000)
                .putShort(32, (short) 54_464);

        assertThat(refusal(fast).code()).isEqualTo("not-a-recording");
        assertThat(refusal(wide).code()).isEqualTo("not-a-recording");
    }

    @ParameterizedTest
    @CsvSource({
        "aiff, pcm_s16be, 3000",
        "caf, pcm_s16le, 3000",
        "au, pcm_s16be, 3000",
        "flac, flac, 8",
        "matroska, pcm_s16le, 3000"
    })
    void thousandsOfChannelsAreRefused(String muxer, String encoder, int channels) throws Exception {
        byte[] recording =
                Encoded.of(muxer, encoder, 16_000, Math.min(channels, 8)).bytes(0.2);
        if (channels > 8) {
            patchChannels(muxer, recording, channels);
            assertThat(refusal(recording).code())
                    .isIn("not-a-recording", "recording-codec-unknown", "recording-without-samples");
        } else {
            assertThat(decode(recording).millis()).isCloseTo(200, within(1.0));
        }
    }

    /** Where the number stands. */
    private static void patchChannels(String muxer, byte[] recording, int channels) {
        String text = new String(recording, StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.wrap(recording);
        switch (muxer) {
            case "aiff" -> bytes.putShort(text.indexOf("COMM") + 8, (short) channels);
            case "caf" -> bytes.putInt(text.indexOf("desc") + 12 + 24, channels);
            case "au" -> bytes.putInt(20, channels);
            // Element 9f, one byte long: two bytes would move what follows; 127 is beyond the limit as well.
            case "matroska" -> bytes.put(text.indexOf("\u009f\u0081", text.indexOf("\u00e1")) + 2, (byte) 127);
            default -> throw new IllegalArgumentException(muxer);
        }
    }

    @ParameterizedTest
    @CsvSource({"aiff, pcm_s16be", "caf, pcm_s16le", "au, pcm_s16be", "wav, pcm_s16le"})
    void aBillionHertzIsRefused(String muxer, String encoder) throws Exception {
        byte[] recording = Encoded.of(muxer, encoder, 16_000, 1).bytes(0.2);
        String text = new String(recording, StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.wrap(recording);
        switch (muxer) {
            // 10^9 as an 80 bit float: exponent 29, mantissa from the left.
            case "aiff" ->
                bytes.putShort(text.indexOf("COMM") + 16, (short) (16383 + 29))
                        .putLong(text.indexOf("COMM") + 18, 1_000_000_000L << 34);
            case "caf" -> bytes.putDouble(text.indexOf("desc") + 12, 1e9);
            case "au" -> bytes.putInt(16, 1_000_000_000);
            default -> bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(24, 1_000_000_000);
        }

        assertThat(refusal(recording).code()).isEqualTo("not-a-recording");
    }

    @ParameterizedTest
    @CsvSource({
        "wav, pcm_s16le",
        "mp4, aac",
        "mp3, libmp3lame",
        "flac, flac",
        "ogg, libopus",
        "webm, libopus",
        "matroska, aac",
        "asf, wmav2",
        "aiff, pcm_s16be",
        "caf, pcm_s16le",
        "au, pcm_s16be",
        "w64, pcm_s16le"
    })
    void aRecordingOfZeroSecondsSaysThatItHoldsNoSound(String muxer, String encoder) throws Exception {
        byte[] recording = Encoded.of(muxer, encoder, 48_000, 1)
                .bitRate(encoder.startsWith("pcm") ? 0 : 64_000)
                .bytes(0);

        assertThat(refusal(recording).code())
                .isIn("recording-without-samples", "recording-incomplete", "not-a-recording");
        assertThat(refusalAtArrival(recording)).isEqualTo(refusal(recording).code());
    }

    private static String refusalAtArrival(byte[] recording) {
        return catchThrowableOfType(FailureException.class, () -> probe(recording))
                .reason()
                .code();
    }

    /** What WAV headers of recorders that lost power, or of bad programs, say. */
    @ParameterizedTest
    @CsvSource({
        "4, 0, 1000",
        "4, -1, 1000",
        "4, 7, 1000", // size of the file
        "28, 0, 1000",
        "28, 1, 1000",
        "28, -1, 1000", // bytes a second
        "40, 0, 1000",
        "40, -1, 1000",
        "40, -2, 1000",
        "40, 2147483647, 1000",
        "40, 31999, 1000",
        "40, 64000, 1000", // size of the samples
        "24, 0, -1",
        "22, 0, -1",
        "20, 0, -1",
        "20, 1, 1000",
        "16, 0, -1",
        "16, -1, -1",
        "36, 0, -1"
    })
    void aWrongNumberInAWavHeaderIsRepairedOrTheFileRefused(int at, int value, int millis) throws Exception {
        byte[] wav = Tones.wav(16_000, 1, 1);
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        if (at == 20 || at == 22) {
            header.putShort(at, (short) value);
        } else {
            header.putInt(at, value);
        }
        if (millis < 0) {
            assertThat(refusal(wav).code())
                    .isIn(
                            "not-a-recording",
                            "recording-codec-unknown",
                            "recording-incomplete",
                            "recording-without-samples");
        } else {
            assertThat(decode(wav).millis()).isCloseTo(millis, within(1.0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pcm_f32le, NaN",
        "pcm_f32le, Infinity",
        "pcm_f32le, -Infinity",
        "pcm_f32le, 3e38",
        "pcm_f64le, NaN",
        "pcm_f64le, -1e300"
    })
    void samplesThatAreNoNumbersAreDecodedToSomething(String encoder, double value) throws Exception {
        byte[] recording =
                Encoded.of("wav", encoder, 44_100, 2).allSamples(value).bytes(1);

        assertThat(decode(recording).millis()).isCloseTo(1000, within(20.0));
        assertThat(decode(Tones.wav(16_000, 1, 1)).pcm()).hasSize(32_000);
    }

    @Test
    void aRecordingThatSaysThatItIsTooLongIsRefusedBeforeItIsDecoded() {
        assertThat(refusal(hour(true)).code()).isEqualTo("recording-too-long");
    }

    @Test
    void aRecordingThatDoesNotSayThatItIsTooLongIsStoppedAtTheLimit() {
        assertThat(refusal(hour(false)).code()).isEqualTo("recording-too-long");
    }

    /** More than an hour of sound. */
    private static byte[] hour(boolean honest) {
        byte[] wav = Tones.wav(1000, 1, 3700);
        if (!honest) {
            // Block align and byte rate make ffmpeg believe in a short file; the samples are there all the same.
            ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 500_000);
        }
        return wav;
    }

    @RepeatedTest(20)
    void noiseInARecordingNeverHurtsTheDecoder(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        String[][] forms = {{"mp4", "aac"}, {"webm", "libopus"}, {"asf", "wmav2"}, {"wav", "adpcm_ms"}, {"ogg", "flac"}
        };
        String[] form = forms[repetition.getCurrentRepetition() % forms.length];
        byte[] recording =
                Encoded.of(form[0], form[1], 48_000, 1).bitRate(64_000).bytes(1);
        for (int i = 0; i < 50; i++) {
            recording[random.nextInt(i < 25 ? Math.min(1000, recording.length) : recording.length)] =
                    (byte) random.nextInt();
        }
        try {
            decode(recording);
        } catch (Exception e) {
            assertThat(refusal(recording).code()).isNotEmpty();
        }
        assertThat(decode(Tones.wav(16_000, 1, 1)).pcm()).hasSize(32_000);
    }
}
