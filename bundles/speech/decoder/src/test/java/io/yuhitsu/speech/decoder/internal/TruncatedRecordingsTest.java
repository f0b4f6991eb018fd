package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each form of recording, cut off at every hundredth of its length. */
class TruncatedRecordingsTest extends WithDecoder {
    private static final double SECONDS = 1;
    private static final String TOLD = "told";

    /** What says to people that something is missing. */
    private static final Set<String> SAYS_SO = Set.of("recording-truncated", "recording-damaged");

    static Stream<Encoded> forms() {
        return Stream.concat(FormatsTest.exact(), FormatsTest.inFrames());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void cutOffAtEachPercentARecordingIsDecodedWithANoticeOrRefused(Encoded form) throws Exception {
        byte[] whole = form.bytes(SECONDS);
        Set<Integer> frames = FrameEnds.of(form.muxer(), whole);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> outcomes = new ArrayList<>();
            for (int percent = 0; percent < 100; percent++) {
                byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * percent / 100));
                // Between two frames of a form that has no length and no end, nobody can tell.
                if (!frames.contains(cut.length)) {
                    outcomes.add(threads.submit(() -> cut.length + " bytes: " + outcome(cut)));
                }
            }
            assertThat(outcomes.size()).isGreaterThan(60);
            for (Future<String> outcome : outcomes) {
                assertThat(outcome.get(10, TimeUnit.SECONDS)).endsWith(TOLD);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@link #TOLD} when somebody is told. */
    private static String outcome(byte[] cut) throws Exception {
        try {
            Decoded decoded = decode(cut);
            boolean told = decoded.notices().stream().anyMatch(SAYS_SO::contains);
            return told ? TOLD : decoded.millis() + " ms without a notice";
        } catch (FailureException e) {
            return refused(e);
        } catch (IOException e) {
            return e.getCause() instanceof FailureException failure ? refused(failure) : e.toString();
        }
    }

    private static String refused(FailureException e) {
        return e.kind() == FailureKind.BAD_INPUT
                ? TOLD
                : e.kind() + " " + e.reason().code();
    }

    /** Where frames end in files that are nothing but frames. */
    private static final class FrameEnds {
        private FrameEnds() {}

        static Set<Integer> of(String muxer, byte[] file) {
            Set<Integer> ends = new HashSet<>();
            int at = muxer.equals("amr") ? new String(file, 0, 9, StandardCharsets.US_ASCII).indexOf('\n') + 1 : 0;
            at = muxer.equals("flv") ? 13 : at;
            for (int length = 1; length > 0 && at < file.length; at += length) {
                ends.add(at);
                if (muxer.equals("adts")) {
                    // Part of the next header is no sound either.
                    IntStream.range(at, at + 7).forEach(ends::add);
                }
                length = switch (muxer) {
                    case "adts" -> (file[at + 3] & 3) << 11 | (file[at + 4] & 0xff) << 3 | (file[at + 5] & 0xff) >> 5;
                    case "amr" -> file[8] == '\n' ? 61 : 32;
                    case "mp2" -> 208 + ((file[at + 2] >> 1) & 1);
                    case "mpegts" -> 188;
                    case "flv" -> 15 + ((file[at + 1] & 0xff) << 16 | (file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
                    default -> 0;
                };
            }
            return ends;
        }
    }
}
