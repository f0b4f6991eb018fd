package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.contracts.AudioDecoderContract;

class FfmpegDecoderTest extends WithDecoder implements AudioDecoderContract {
    @Override
    public AudioDecoder decoder() {
        return decoder;
    }
}
