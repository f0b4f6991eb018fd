package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.minutes.rules.internal.ja.JapaneseNumbers.Piece;
import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recognised Japanese words as a person would write them. */
final class JapaneseReading {
    private static final Pattern FILLER =
            Pattern.compile("えー+っ?と?ー?|ええー?っ?と|えっとー?|えーっと|あー+|あのー+|そのー+|んー+|うー+|えーと[ーね]*");
    private static final Set<String> FILLER_AT_START = Set.of("あの", "その", "まあ", "ま");
    /** Said twice on purpose. */
    private static final Pattern DOUBLES = Pattern.compile("[一二三四五六七八九十百千]|どう|いや|いろ|だん|それ|まあまあ|.*[るたいだんでよねー]");

    private static final Pattern LATIN = Pattern.compile("[A-Za-z0-9]");

    private JapaneseReading() {}

    /** Words as one text, with the silence before each offset at which a word begins (-1 elsewhere). */
    private record Joined(String text, long[] pauses) {}

    static String verbatim(List<Word> words) {
        return join(words, IntStream.range(0, words.size()).boxed().toList()).text();
    }

    static String readable(List<Word> words, Function<String, List<Token>> tokenizer) {
        Joined joined = join(words, withoutStutter(words, withoutFillers(words)));
        List<Piece> pieces = JapaneseNumbers.pieces(tokenizer.apply(joined.text()));
        StringBuilder out = new StringBuilder();
        JapanesePunctuation marks = new JapanesePunctuation();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (i > 0 && pieces.get(i - 1).last().end() < piece.first().start()) {
                out.append(
                        joined.text(),
                        pieces.get(i - 1).last().end(),
                        piece.first().start());
            }
            out.append(piece.text());
            Token next = i + 1 < pieces.size() ? pieces.get(i + 1).first() : null;
            long pause = next == null ? Long.MAX_VALUE : joined.pauses()[next.start()];
            out.append(marks.after(piece.last(), next, pause));
        }
        return out.toString();
    }

    private static Joined join(List<Word> words, List<Integer> kept) {
        StringBuilder text = new StringBuilder();
        List<long[]> starts = new ArrayList<>();
        for (int i : kept) {
            String word = words.get(i).text().strip();
            boolean latin = text.length() > 0
                    && word.length() > 0
                    && LATIN.matcher(text.substring(text.length() - 1)).matches()
                    && LATIN.matcher(word.substring(0, 1)).matches()
                    && !Character.isDigit(word.charAt(0));
            if (latin) {
                text.append(' ');
            }
            // Silence before the word itself: a filler that was taken out is none.
            long pause = i == 0
                    ? 0
                    : Math.max(0, words.get(i).startMs() - words.get(i - 1).endMs());
            starts.add(new long[] {text.length(), pause});
            text.append(word);
        }
        long[] pauses = new long[text.length() + 1];
        Arrays.fill(pauses, -1);
        for (long[] start : starts) {
            pauses[(int) start[0]] = start[1];
        }
        return new Joined(text.toString(), pauses);
    }

    private static List<Integer> withoutFillers(List<Word> words) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).text();
            boolean last = i + 1 == words.size();
            boolean opening =
                    kept.isEmpty() && FILLER_AT_START.contains(word) && !last && !pointsAt(word, words.get(i + 1));
            if (!opening && !FILLER.matcher(word).matches()) {
                kept.add(i);
            }
        }
        return kept;
    }

    /** あの件, その代わり: the word belongs to what follows. A silence, an adverb or another filler behind it says otherwise. */
    private static boolean pointsAt(String word, Word next) {
        if (word.equals("まあ") || word.equals("ま")) {
            return false;
        }
        String following = next.text();
        return !FILLER_AT_START.contains(following)
                && !FILLER.matcher(following).matches()
                && !following.matches("すみません|すいません|すみ|それから|それで|ちょっと|もし|まず|なんか|実|はい")
                && !(word.equals("あの") && following.matches("[ァ-ヶー]{3,}"));
    }

    private static List<Integer> withoutStutter(List<Word> words, List<Integer> from) {
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < from.size(); k++) {
            String word = words.get(from.get(k)).text();
            String next = k + 1 < from.size() ? words.get(from.get(k + 1)).text() : "";
            String rest =
                    next + (k + 2 < from.size() ? words.get(from.get(k + 2)).text() : "");
            boolean onPurpose = DOUBLES.matcher(word).matches();
            boolean again = word.equals(next) && (!onPurpose || word.equals("はい"));
            boolean torn = word.length() > 1 && !word.equals(next) && rest.startsWith(word) && !onPurpose;
            if (!again && !torn) {
                kept.add(from.get(k));
            }
        }
        return kept;
    }
}
