package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.children.Children;
import io.yuhitsu.contracts.AudioDecoderContract;
import io.yuhitsu.contracts.Tones;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which no decoder can be started. */
@Timeout(120)
class NotStartedTest {
    private static final AudioSource RECORDING = AudioDecoderContract.memory(Tones.wav(16_000, 1, 1));

    @TempDir
    Path run;

    @Test
    void aRecordingInOrderWaitsUntilDecodersCanBeStartedAgain() throws Exception {
        try (Children children = Children.below(run)) {
            Path work = run.resolve("children/work");
            Files.delete(work);
            Files.writeString(work, "a file where the folder of the processes has to be");
            FfmpegDecoder decoder = new FfmpegDecoder(children, 1, 512, 1);

            // INTERNAL would be an attempt of the job, and the third its last.
            assertThat(busyReason(() -> decoder.decode(RECORDING, CancelToken.none())))
                    .isEqualTo("decoder-not-started");
            assertThat(busyReason(() -> decoder.probe(RECORDING, CancelToken.none())))
                    .isEqualTo("decoder-not-started");

            Files.delete(work);
            try (AudioDecoder.Decoding decoding = decoder.decode(RECORDING, CancelToken.none())) {
                assertThat(decoding.pcm().readAllBytes()).hasSize(32_000);
            }
            decoder.close();
        }
    }

    private static String busyReason(ThrowingCallable call) {
        FailureException failure = catchThrowableOfType(FailureException.class, call);
        assertThat(failure.kind()).isEqualTo(FailureKind.BUSY);
        return failure.reason().code();
    }
}
