package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.Children;
import io.yuhitsu.contracts.AudioDecoderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a decoder that takes recordings of up to an hour. */
@Timeout(120)
abstract class WithDecoder {
    @TempDir
    static Path run;

    static Children children;
    static FfmpegDecoder decoder;

    @BeforeAll
    static void open() {
        children = Children.below(run);
        decoder = new FfmpegDecoder(children, 2, 512, 1);
    }

    @AfterAll
    static void close() {
        children.close();
    }

    /** What came out of a recording. */
    static final class Decoded {
        private final byte[] pcm;
        private final List<String> notices;

        Decoded(byte[] pcm, List<String> notices) {
            this.pcm = pcm;
            this.notices = notices;
        }

        byte[] pcm() {
            return pcm;
        }

        /** Codes. */
        List<String> notices() {
            return notices;
        }

        double millis() {
            return (double) pcm.length / AudioDecoder.BYTES_PER_MS;
        }
    }

    static Decoded decode(byte[] recording) throws FailureException, InterruptedException, IOException {
        try (AudioDecoder.Decoding decoding =
                decoder.decode(AudioDecoderContract.memory(recording), CancelToken.none())) {
            byte[] pcm = decoding.pcm().readAllBytes();
            return new Decoded(
                    pcm, decoding.notices().stream().map(Message::code).toList());
        }
    }

    static Recorded probe(byte[] recording) throws FailureException, InterruptedException {
        return decoder.probe(AudioDecoderContract.memory(recording), CancelToken.none());
    }

    /** Why a recording cannot be decoded; must be the recording's fault. */
    static Message refusal(byte[] recording) {
        Throwable thrown = catchThrowable(() -> decode(recording));
        Throwable cause = thrown instanceof IOException ? thrown.getCause() : thrown;
        if (cause instanceof FailureException failure && failure.kind() == FailureKind.BAD_INPUT) {
            return failure.reason();
        }
        throw new AssertionError("not refused", thrown);
    }
}
