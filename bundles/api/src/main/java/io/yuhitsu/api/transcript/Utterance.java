package io.yuhitsu.api.transcript;

import java.util.List;

/**
 * What one person said in one breath.
 *
 * @param id {@code u1}, {@code u2}, … in the order of the recording
 * @param speaker a {@link Speaker#id}, or null when nobody told the speakers apart
 * @param text the reading view: punctuated, numbers readable, fillers taken out
 * @param verbatim as it was recognised
 * @param confidence mean of its words, 0 to 1
 */
public record Utterance(
        String id,
        String speaker,
        long startMs,
        long endMs,
        String text,
        String verbatim,
        double confidence,
        List<Word> words) {
    public Utterance {
        words = List.copyOf(words);
    }
}
