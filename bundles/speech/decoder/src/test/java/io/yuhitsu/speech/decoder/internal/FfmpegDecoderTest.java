package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.contracts.AudioDecoderContract;
import io.yuhitsu.contracts.Tones;
import org.junit.jupiter.api.Test;

class FfmpegDecoderTest extends WithDecoder implements AudioDecoderContract {
    @Override
    public AudioDecoder decoder() {
        return decoder;
    }

    @Test
    void anArrivalIsProbedWhileAllDecodingsAreUnderWay() throws Exception {
        byte[] recording = Tones.wav(16_000, 1, 1);
        FfmpegDecoder one = new FfmpegDecoder(children, 1, 512, 1);
        try (AudioDecoder.Decoding held = one.decode(AudioDecoderContract.memory(recording), CancelToken.none())) {
            assertThat(one.probe(AudioDecoderContract.memory(recording), CancelToken.none())
                            .container())
                    .isEqualTo("wav");
            assertThat(held.pcm().readAllBytes()).hasSize(32_000);
        } finally {
            one.close();
        }
    }
}
