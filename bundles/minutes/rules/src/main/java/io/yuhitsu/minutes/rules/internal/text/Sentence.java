package io.yuhitsu.minutes.rules.internal.text;

import io.yuhitsu.api.minutes.Evidence;
import java.util.List;

/**
 * One sentence of an utterance's reading view.
 *
 * @param index in the meeting
 * @param turn number of its utterance
 * @param speaker label, null when nobody told the speakers apart
 * @param first whether the utterance begins with it
 * @param text normalised (NFKC, digits instead of kanji numerals), with its final mark
 * @param evidence its place in the recording
 */
public record Sentence(
        int index, int turn, String speaker, boolean first, String text, List<Token> tokens, Evidence evidence) {
    public Sentence {
        tokens = List.copyOf(tokens);
    }
}
