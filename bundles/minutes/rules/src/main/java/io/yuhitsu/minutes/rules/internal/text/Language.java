package io.yuhitsu.minutes.rules.internal.text;

import io.yuhitsu.api.transcript.Word;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All that the rules know about one language. Another language is another implementation in a package of its own. Thread-safe. */
public interface Language {
    Locale locale();

    List<Token> tokenize(String text);

    // ---- from words to the reading view

    /** The words of one utterance as they were recognised, joined as the language joins them. */
    String verbatim(List<Word> words);

    /** The words of one utterance with punctuation and readable numbers, without fillers; empty when only fillers were said. */
    String readable(List<Word> words);

    /** A silence of at least this many ms always ends an utterance. */
    long longPauseMs();

    /** Whether an utterance may end between these words, given a shorter silence. @param before the last words of the utterance */
    boolean mayEnd(List<Word> before, Word next, long pauseMs);

    // ---- from the reading view to what is being done with it

    /** The text in the one form that the rules read: widths, numerals. */
    String normalise(String text);

    /** Offsets at which the sentences of a normalised text end, ascending; the last is its length. */
    List<Integer> sentenceEnds(String text);

    /** What a sentence does in the conversation. @param names people known to take part */
    Move move(Sentence sentence, LocalDate meeting, Set<String> names);

    /** The bare name in a label or address: 大野部長 → 大野, Kofi Osei (Head) → Kofi Osei. */
    String bareName(String label);

    /** Who names himself in a sentence (田中です, this is Emma); null when nobody does. */
    String introduces(Sentence sentence);

    /** What a meeting is called where it is opened (週次定例会議); null when the sentence does not say. */
    String meetingName(String text);

    /** A sentence as it is quoted: without address and link words at its beginning. */
    String quote(String sentence);

    /** Whether a sentence says enough to stand in a summary. */
    boolean substantial(Sentence sentence, Move move);

    /** How much of the first is said in the second, 0 to 1, for words that carry meaning. */
    double overlap(Set<String> terms, Set<String> other);

    /** What a sentence is about, null when it does not say. */
    String subject(String text);

    /** A sentence of its own out of a subject and a fragment: {@code 代理店会議:10日の午後}. */
    String about(String topic, String fragment);

    /** A note with something added to it. */
    String also(String note, String fragment);
}
