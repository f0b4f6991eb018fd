package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.children.Children;

/** The real decoder, without OSGi. */
public final class DecoderForTests {
    private DecoderForTests() {}

    public static AudioDecoder start(Children children) {
        return new FfmpegDecoder(children, 2, 512, 24);
    }
}
