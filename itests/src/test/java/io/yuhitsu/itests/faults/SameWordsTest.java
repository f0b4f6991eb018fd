package io.yuhitsu.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a fault could do to the stretches of a recording is seen in its words. */
class SameWordsTest {
    private static final long STRETCH_MS = 20_000;
    private static final int WORDS = 3;

    /** The words of the stretches, each at its place. */
    private static List<Utterance> stretches(int number) {
        List<Utterance> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(stretch(i, i * STRETCH_MS, 0.9));
        }
        return all;
    }

    private static Utterance stretch(int what, long fromMs, double confidence) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            words.add(new Word("w" + what + "-" + i, fromMs + 500 * i, fromMs + 500 * i + 400, confidence));
        }
        return new Utterance("u" + what, null, fromMs, fromMs + STRETCH_MS, "", "", confidence, words);
    }

    private static Transcript transcript(List<Utterance> utterances) {
        return new Transcript(
                new JobId("j01aaaaaaaaaaaaaaaaaa"),
                Locale.JAPANESE,
                utterances.size() * STRETCH_MS,
                new Engine("vosk", "m"),
                List.of(),
                utterances,
                List.of());
    }

    private static boolean differs(List<Utterance> other) {
        return SameWords.difference(transcript(stretches(4)), transcript(other)).isPresent();
    }

    @Test
    void theSameWordsAtTheSameTimesAreTheSame() {
        List<Utterance> other = stretches(4);
        assertThat(differs(other)).isFalse();
        other.set(1, stretch(1, STRETCH_MS, 0.5));
        assertThat(differs(other)).as("how sure the recogniser is").isFalse();
    }

    @Test
    void aStretchThatWasDroppedIsSeenWhereverItWas() {
        for (int i = 0; i < 4; i++) {
            List<Utterance> other = stretches(4);
            other.remove(i);
            assertThat(differs(other)).as("stretch %d", i).isTrue();
        }
    }

    @Test
    void aStretchThatCameTwiceIsSeen() {
        List<Utterance> other = stretches(4);
        other.add(other.get(3));
        assertThat(differs(other)).isTrue();
        other = stretches(4);
        other.set(2, stretch(1, 2 * STRETCH_MS, 0.9));
        assertThat(differs(other)).as("in the place of another").isTrue();
    }

    @Test
    void swappedStretchesAreSeen() {
        List<Utterance> other = stretches(4);
        Collections.swap(other, 1, 2);
        assertThat(differs(other)).isTrue();
        other = stretches(4);
        other.set(1, stretch(2, STRETCH_MS, 0.9));
        other.set(2, stretch(1, 2 * STRETCH_MS, 0.9));
        assertThat(differs(other)).as("with the times of their new places").isTrue();
    }

    @Test
    void wordsAtOtherTimesAreSeen() {
        List<Utterance> other = stretches(4);
        other.set(3, stretch(3, 3 * STRETCH_MS + 10, 0.9));
        assertThat(differs(other)).isTrue();
    }

    @Test
    void aComparisonWithNothingProvesNothing() {
        assertThat(SameWords.difference(transcript(List.of()), transcript(List.of())))
                .isPresent();
        assertThat(SameWords.difference(transcript(stretches(4)), null)).isPresent();
    }
}
