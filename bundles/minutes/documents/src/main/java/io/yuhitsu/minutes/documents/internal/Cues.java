package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Cuts utterances into subtitles that can be read while they are shown: two lines of 20 full-width characters at most. */
final class Cues {
    private static final int LINE = 40;

    private Cues() {}

    /** @param speaker empty when unknown */
    record Cue(long startMs, long endMs, String speaker, List<String> lines) {}

    /** @param named write the speaker before the words whenever another one begins to speak */
    static void of(Transcript transcript, boolean named, Consumer<Cue> sink) {
        Map<String, String> names = PaperMaker.names(transcript);
        long last = 0;
        String before = "";
        for (Utterance u : transcript.utterances()) {
            String speaker =
                    u.speaker() == null ? "" : Kinsoku.shortened(names.getOrDefault(u.speaker(), ""), 2 * LINE);
            String prefix = !named || speaker.isEmpty() || speaker.equals(before)
                    ? ""
                    : "(" + Kinsoku.shortened(speaker, LINE / 2 - 4) + ") ";
            before = speaker;
            String text = prefix + Clean.line(u.text());
            Clock clock = new Clock(u, text, prefix.length());
            for (int from = 0; from < text.length(); ) {
                int to = end(text, from);
                List<String> lines = lines(text.substring(from, to).strip());
                long start = Math.max(last, clock.at(from));
                long end = Math.max(start + 1, to == text.length() ? u.endMs() : clock.at(to));
                if (!lines.isEmpty()) {
                    sink.accept(new Cue(start, end, speaker, lines));
                }
                last = start;
                from = to;
            }
        }
    }

    /** Where the piece that begins at {@code from} ends: behind a sentence, else behind a clause, else where a line may break. */
    private static int end(String text, int from) {
        int sentence = -1;
        int clause = -1;
        int good = -1;
        int any = -1;
        int width = 0;
        Room room = new Room();
        int i = from;
        while (i < text.length()) {
            // A cue that ends too early flickers.
            boolean worthIt = width >= LINE / 2;
            if (Kinsoku.mayBreak(text, i)) {
                room.mayBreak();
                if (worthIt) {
                    any = i;
                    good = Kinsoku.isGoodBreak(text, i) ? i : good;
                    sentence = endsWith(text, i, "。．？！?!.") ? i : sentence;
                    clause = endsWith(text, i, "、，,;；") ? i : clause;
                }
            }
            int c = text.codePointAt(i);
            if (!room.takes(c)) {
                break;
            }
            width += Kinsoku.columns(c);
            i += Character.charCount(c);
        }
        if (i == text.length()) {
            return i;
        }
        int best = sentence > 0 ? sentence : clause > 0 ? clause : good > 0 ? good : any > 0 ? any : i;
        // Never nothing, however wide a character is.
        return best > from ? best : from + Character.charCount(text.codePointAt(from));
    }

    /** Two lines that fill up, each as long as it can be. */
    private static final class Room {
        private int lines = 1;
        private int line;
        private int sinceBreak;

        void mayBreak() {
            sinceBreak = 0;
        }

        boolean takes(int c) {
            int columns = Kinsoku.columns(c);
            if (line + columns > LINE && c != ' ') {
                lines++;
                line = sinceBreak < line ? sinceBreak : 0;
            }
            line += columns;
            sinceBreak += columns;
            return lines <= 2;
        }
    }

    /** The character before that place, or before the blank before it. */
    private static boolean endsWith(String text, int index, String set) {
        int before = text.charAt(index - 1) == ' ' && index > 1 ? index - 2 : index - 1;
        return set.indexOf(text.charAt(before)) >= 0;
    }

    /** At most two lines, the second not shorter than it must be. */
    static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (Kinsoku.width(text) <= LINE) {
            return List.of(text);
        }
        int best = -1;
        int bestScore = Integer.MAX_VALUE;
        int whole = Kinsoku.width(text);
        int left = 0;
        for (int i = 0; i < text.length(); ) {
            if (Kinsoku.mayBreak(text, i)) {
                int right = whole - left;
                int over = Math.max(0, left - LINE) + Math.max(0, right - LINE);
                int score = over * 1000 + Math.abs(left - right) + roughness(text, i);
                if (score < bestScore) {
                    bestScore = score;
                    best = i;
                }
            }
            int c = text.codePointAt(i);
            left += Kinsoku.columns(c);
            i += Character.charCount(c);
        }
        if (best < 0) {
            best = half(text, whole);
        }
        return List.of(text.substring(0, best).strip(), text.substring(best).strip());
    }

    /** How much unevenness of the two lines a better place is worth, in columns. */
    private static int roughness(String text, int index) {
        if ("、。,".indexOf(text.codePointBefore(index)) >= 0) {
            return 0;
        }
        return Kinsoku.isGoodBreak(text, index) ? 12 : 60;
    }

    /** For a word without an end, an address for instance. */
    private static int half(String text, int whole) {
        int width = 0;
        int i = 0;
        while (i < text.length() && width < Math.min(LINE, whole - 1)) {
            int c = text.codePointAt(i);
            width += Kinsoku.columns(c);
            i += Character.charCount(c);
        }
        return i;
    }

    /** Time of a place in the reading view, by the words: both say the same, so the same share of letters is the same place. */
    private static final class Clock {
        private final Utterance utterance;
        private final long[] letters;
        private final List<Word> words;
        private final int spoken;

        Clock(Utterance utterance, String text, int silent) {
            this.utterance = utterance;
            this.words = utterance.words();
            this.letters = new long[text.length() + 1];
            for (int i = 0; i < text.length(); i++) {
                letters[i + 1] = letters[i] + (i >= silent && isLetter(text.charAt(i)) ? 1 : 0);
            }
            this.spoken = words.stream().mapToInt(w -> w.text().length()).sum();
        }

        private static boolean isLetter(char c) {
            return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
        }

        long at(int index) {
            long all = letters[letters.length - 1];
            double share = all == 0 ? 0 : (double) letters[index] / all;
            if (index == 0) {
                return utterance.startMs();
            }
            if (spoken == 0) {
                return utterance.startMs() + (long) (share * (utterance.endMs() - utterance.startMs()));
            }
            double place = share * spoken;
            double passed = 0;
            for (Word word : words) {
                double length = word.text().length();
                // The beginning of the word that stands nearest to the place.
                if (place <= passed + length / 2) {
                    return within(word.startMs());
                }
                passed += length;
            }
            return within(words.get(words.size() - 1).endMs());
        }

        private long within(long ms) {
            return Math.max(utterance.startMs(), Math.min(ms, Math.max(utterance.startMs(), utterance.endMs())));
        }
    }
}
