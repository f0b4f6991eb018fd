package io.yuhitsu.minutes.rules.internal.text;

import io.yuhitsu.api.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/** Cuts the words of a recording into utterances: at silences, and where one would become too long to be shown or cited. */
public final class Breaks {
    private static final long SHORT_PAUSE_MS = 180;
    private static final long MOST_MS = 30_000;
    private static final int MOST_WORDS = 150;

    private Breaks() {}

    /** @return lists of at least one word each, views of the given list */
    public static List<List<Word>> utterances(List<Word> words, Language language) {
        List<List<Word>> utterances = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            if (i > start && (words.get(i).endMs() - words.get(start).startMs() > MOST_MS || i - start >= MOST_WORDS)) {
                int cut = widestPause(words, start, i);
                utterances.add(words.subList(start, cut));
                start = cut;
            }
            if (i + 1 == words.size() || ends(words, start, i, language)) {
                utterances.add(words.subList(start, i + 1));
                start = i + 1;
            }
        }
        return utterances;
    }

    private static boolean ends(List<Word> words, int start, int i, Language language) {
        Word next = words.get(i + 1);
        long pause = next.startMs() - words.get(i).endMs();
        if (pause >= language.longPauseMs()) {
            return true;
        }
        return pause >= SHORT_PAUSE_MS && language.mayEnd(words.subList(Math.max(start, i - 5), i + 1), next, pause);
    }

    /** Index of the word after the widest silence in the second half; {@code to} itself when all words touch. */
    private static int widestPause(List<Word> words, int from, int to) {
        int best = to;
        long widest = 0;
        for (int i = Math.max(from + 1, (from + to) / 2); i <= to; i++) {
            long pause = words.get(i).startMs() - words.get(i - 1).endMs();
            if (pause > widest) {
                widest = pause;
                best = i;
            }
        }
        return Math.max(best, from + 1);
    }
}
