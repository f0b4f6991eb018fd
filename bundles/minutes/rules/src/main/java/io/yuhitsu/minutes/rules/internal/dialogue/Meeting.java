package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.minutes.rules.internal.text.Language;
import io.yuhitsu.minutes.rules.internal.text.Move;
import io.yuhitsu.minutes.rules.internal.text.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A meeting as the rules see it.
 *
 * @param moves one for each sentence
 */
public record Meeting(
        Language language, LocalDate date, List<Sentence> sentences, List<Move> moves, long startMs, long endMs) {
    private static final int MOST_SENTENCES = 40;
    /** Longer stretches without a mark are cut: rules look for one act in a sentence. */
    private static final int MOST_CHARS = 300;

    public static Meeting of(
            Transcript transcript, Language language, LocalDate date, Set<String> names, CancelToken cancel) {
        Map<String, String> labels = new HashMap<>();
        for (Speaker speaker : transcript.speakers()) {
            labels.put(speaker.id(), speaker.label());
        }
        List<Sentence> sentences = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        for (int turn = 0; turn < transcript.utterances().size(); turn++) {
            cancel.check();
            Utterance utterance = transcript.utterances().get(turn);
            // One speaker for all is no speaker: nobody would ever answer anybody.
            String speaker = utterance.speaker() == null || labels.size() < 2
                    ? null
                    : labels.getOrDefault(utterance.speaker(), utterance.speaker());
            String text = language.normalise(utterance.text());
            int from = 0;
            for (int to : bounded(text, language.sentenceEnds(text))) {
                String part = text.substring(from, to).strip();
                if (!part.isEmpty()) {
                    Evidence place = place(utterance, text.length(), from, to);
                    Sentence sentence = new Sentence(
                            sentences.size(), turn, speaker, from == 0, part, language.tokenize(part), place);
                    sentences.add(sentence);
                    moves.add(language.move(sentence, date, names));
                }
                from = to;
            }
        }
        long start = transcript.utterances().stream()
                .mapToLong(Utterance::startMs)
                .min()
                .orElse(0);
        long end = transcript.utterances().stream()
                .mapToLong(Utterance::endMs)
                .max()
                .orElse(0);
        return new Meeting(language, date, sentences, moves, start, end);
    }

    private static List<Integer> bounded(String text, List<Integer> ends) {
        List<Integer> bounded = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            for (int cut = from + MOST_CHARS; cut < end; cut += MOST_CHARS) {
                // between two characters, not between the halves of one
                bounded.add(Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut);
            }
            bounded.add(end);
            from = end;
        }
        return bounded;
    }

    /** Where a part of the reading view was said; the reading view is about as long as what was said, so shares are close enough. */
    private static Evidence place(Utterance utterance, int length, int from, int to) {
        long start = at(utterance, (double) from / length, true);
        long end = at(utterance, (double) to / length, false);
        return new Evidence(utterance.id(), start, Math.max(start, end));
    }

    private static long at(Utterance utterance, double share, boolean begin) {
        if (share <= 0) {
            return utterance.startMs();
        }
        if (share >= 1) {
            return utterance.endMs();
        }
        long chars = 0;
        for (Word word : utterance.words()) {
            chars += word.text().length();
        }
        double sought = share * chars;
        for (Word word : utterance.words()) {
            sought -= word.text().length();
            if (sought <= 0) {
                long time = begin ? word.startMs() : word.endMs();
                return Math.min(utterance.endMs(), Math.max(utterance.startMs(), time));
            }
        }
        return utterance.startMs() + Math.round(share * (utterance.endMs() - utterance.startMs()));
    }

    int turn(int sentence) {
        return sentences.get(sentence).turn();
    }

    /** The sentence as minutes quote it. */
    String quote(int sentence) {
        return language.quote(sentences.get(sentence).text());
    }

    Move move(int sentence) {
        return moves.get(sentence);
    }

    /** Whether two sentences lie at most so many turns apart; also bounds the search within one endless turn. */
    boolean near(int earlier, int later, int turns) {
        return later - earlier <= MOST_SENTENCES && turn(later) - turn(earlier) <= turns;
    }

    /** Whether two sentences may come from different people: unknown speakers differ when their utterances do. */
    boolean differ(int one, int other) {
        String a = sentences.get(one).speaker();
        String b = sentences.get(other).speaker();
        return a == null || b == null ? turn(one) != turn(other) : !a.equals(b);
    }
}
