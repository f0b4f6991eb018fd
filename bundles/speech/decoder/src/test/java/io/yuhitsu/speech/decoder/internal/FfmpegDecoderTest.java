package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.children.Children;
import io.yuhitsu.contracts.AudioDecoderContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FfmpegDecoderTest implements AudioDecoderContract {
    @TempDir
    static Path run;

    private static Children children;
    private static FfmpegDecoder decoder;

    @BeforeAll
    static void open() {
        children = Children.below(run);
        decoder = new FfmpegDecoder(children, 2, 512, 24);
    }

    @AfterAll
    static void close() {
        children.close();
    }

    @Override
    public AudioDecoder decoder() {
        return decoder;
    }
}
