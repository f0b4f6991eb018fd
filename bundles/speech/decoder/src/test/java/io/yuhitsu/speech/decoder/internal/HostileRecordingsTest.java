package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void ofHundredsOfStreamsOneAtMostIsDecoded() throws Exception {
        assertThat(decode(Encoded.manyStreams(300)).millis()).isLessThanOrEqualTo(64);
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
