package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each form of recording, cut off at every hundredth of its length. */
class TruncatedRecordingsTest extends WithDecoder {
    private static final double SECONDS = 2;
    private static final Duration MOST_FOR_ONE = Duration.ofSeconds(10);

    /** What says to people that something is missing. */
    private static final Set<String> SAYS_SO = Set.of("recording-truncated", "recording-damaged");

    static Stream<Encoded> forms() {
        return Stream.concat(FormatsTest.exact(), FormatsTest.inFrames());
    }

    @ParameterizedTest
    @MethodSource("forms")
    @Timeout(120)
    void cutOffAtEachPercentARecordingIsDecodedWithANoticeOrRefused(Encoded form) throws Exception {
        byte[] whole = form.bytes(SECONDS);
        List<String> silent = new ArrayList<>();
        for (int percent = 0; percent < 100; percent++) {
            byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * percent / 100));
            long began = System.nanoTime();
            String outcome = outcome(cut);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as(percent + " %")
                    .isLessThan(MOST_FOR_ONE);
            if (!outcome.isEmpty()) {
                silent.add(percent + " %: " + outcome);
            }
        }
        assertThat(silent).isEmpty();
    }

    /** Empty when somebody is told. */
    private static String outcome(byte[] cut) throws InterruptedException, IOException {
        boolean told = false;
        try {
            told = probe(cut).incomplete();
            Decoded decoded = decode(cut);
            told |= decoded.notices().stream().anyMatch(SAYS_SO::contains);
            return told ? "" : decoded.millis() + " ms without a notice";
        } catch (FailureException e) {
            return refused(e);
        } catch (IOException e) {
            return e.getCause() instanceof FailureException failure ? refused(failure) : e.toString();
        }
    }

    private static String refused(FailureException e) {
        return e.kind() == FailureKind.BAD_INPUT ? "" : e.kind() + " " + e.reason().code();
    }
}
