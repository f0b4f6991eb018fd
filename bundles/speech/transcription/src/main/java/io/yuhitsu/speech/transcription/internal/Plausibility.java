package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.transcript.Word;
import java.util.List;

/**
 * Tells speech from words that a recogniser hears in music and hum. Nobody speaks one word a second; a recogniser that stretches words over
 * sounds does.
 */
record Plausibility(int words, double spokenSeconds, double confidence) {
    /** People say two to four words in a second that is speech. */
    private static final double SLOWEST = 1.5;

    /** Slower than this no confidence helps. */
    private static final double NEVER = 0.8;

    private static final double SURE = 0.8;

    /** Below this many seconds a rate says little; half sure is enough then. */
    private static final double LITTLE = 3;

    private static final double HALF_SURE = 0.5;

    static Plausibility of(List<Word> words) {
        double seconds = 0;
        double weighted = 0;
        for (Word word : words) {
            double length = Math.max(0, word.endMs() - word.startMs()) / 1000.0;
            seconds += length;
            weighted += length * word.confidence();
        }
        return new Plausibility(words.size(), seconds, seconds == 0 ? 0 : weighted / seconds);
    }

    boolean isSpeech() {
        if (spokenSeconds < LITTLE) {
            return confidence >= HALF_SURE;
        }
        double rate = words / spokenSeconds;
        return rate >= SLOWEST || rate >= NEVER && confidence >= SURE;
    }

    /** Seconds of speech, each counting as much as the recogniser is sure of it. */
    double weight() {
        return isSpeech() ? spokenSeconds * confidence : 0;
    }
}
