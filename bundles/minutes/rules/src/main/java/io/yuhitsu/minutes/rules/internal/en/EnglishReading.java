package io.yuhitsu.minutes.rules.internal.en;

import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.minutes.rules.internal.en.EnglishNumbers.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognised English words as a person would write them. */
final class EnglishReading {
    private static final Set<String> FILLERS = EnglishWords.set("um uh er erm uhm mm hmm ah");
    private static final Set<String> OPENERS = EnglishWords.set(
            """
            okay ok alright sure yes yeah yep no well thanks great perfect right understood good nice agreed
            sorry
            """);
    private static final Set<String> DAYS =
            EnglishWords.set("monday tuesday wednesday thursday friday saturday sunday");
    private static final Pattern NAME_PLACE = Pattern.compile("please|could|can|would|will|what|how|you|do|did|is|are");
    private static final Set<String> QUESTION = EnglishWords.set(
            """
            what who when where why how which do does did is are was were can could should shall would will have
            has any don't isn't aren't who's what's when's how's where's may
            """);
    /** A new sentence may begin here though nobody paused. */
    private static final Set<String> STARTS =
            EnglishWords.set("i'll we'll let's okay alright thanks i've it's that's i'm we've we're there's yeah");
    /** After these a clause goes on. */
    private static final Set<String> GOES_ON = EnglishWords.set(
            """
            and but so because if that when what think know said says say than or as until while since like mean
            hope guess believe sure though where which who how why the a before after whether then unless once
            to of for with in on at by okay yes yeah no well agree alright sorry thing one see sounds now really
            only just maybe assume suppose feel told case way time basically thanks good great is was
            """);

    private static final Set<String> LEADS = Set.of(
            "good idea",
            "great idea",
            "all right",
            "i agree",
            "sounds good",
            "fair enough",
            "thank you",
            "no problem",
            "of course",
            "good point",
            "good question",
            "that's fine",
            "that's me");

    private EnglishReading() {}

    static String verbatim(List<Word> words) {
        return words.stream().map(w -> w.text().strip()).collect(Collectors.joining(" "));
    }

    static String readable(List<Word> words) {
        List<Word> kept = withoutStutter(words.stream()
                .filter(w -> !FILLERS.contains(w.text().toLowerCase(Locale.ROOT)))
                .toList());
        List<String> plain = kept.stream().map(w -> w.text().strip()).toList();
        StringBuilder out = new StringBuilder();
        int begun = 0;
        List<Piece> pieces = EnglishNumbers.pieces(plain);
        for (int p = 0; p < pieces.size(); p++) {
            Piece piece = pieces.get(p);
            boolean starts = p == 0 || begins(kept, plain, piece.from(), begun);
            if (starts) {
                if (p > 0) {
                    out.append(mark(plain.subList(begun, piece.from()))).append(' ');
                }
                begun = piece.from();
            } else {
                out.append(comma(kept, plain, piece.from(), begun) ? ", " : " ");
            }
            String word = cased(piece.text(), plain, piece.from(), begun);
            out.append(starts ? EnglishNumbers.title(word) : word);
        }
        return pieces.isEmpty()
                ? ""
                : out.append(mark(plain.subList(begun, plain.size()))).toString();
    }

    private static List<Word> withoutStutter(List<Word> words) {
        List<Word> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean again = i + 1 < words.size()
                    && words.get(i).text().equals(words.get(i + 1).text())
                    && !words.get(i)
                            .text()
                            .matches("that|had|very|no|bye|one|two|three|four|five|six|seven|eight|nine|zero|[0-9]+");
            if (!again) {
                kept.add(words.get(i));
            }
        }
        return kept;
    }

    private static long pause(List<Word> words, int i) {
        return i == 0 ? 0 : words.get(i).startMs() - words.get(i - 1).endMs();
    }

    private static boolean begins(List<Word> words, List<String> plain, int i, int begun) {
        if (pause(words, i) >= 300 && !GOES_ON.contains(plain.get(i - 1))) {
            return i - begun >= 3 || OPENERS.contains(plain.get(begun)) && i - begun == 1 && pause(words, i) >= 400;
        }
        String lead = String.join(" ", plain.subList(begun, i));
        if (LEADS.contains(lead) && !plain.get(i).matches("for|all|everyone|very|so|to|that|with|and|but|on|by|then")) {
            return true;
        }
        return i - begun >= 2
                && STARTS.contains(plain.get(i))
                && !GOES_ON.contains(plain.get(i - 1))
                && !plain.get(i - 1).endsWith("ly");
    }

    private static boolean comma(List<Word> words, List<String> plain, int i, int begun) {
        boolean afterOpener = i == begun + 1
                && OPENERS.contains(plain.get(begun))
                && !plain.get(i)
                        .matches(
                                "thing|idea|point|to|question|now|that|if|i'd|problem|worries|objections?|morning|afternoon|evening|job|stuff|news|news|one|time|you|all|enough|with|about|for");
        boolean vocative = i == begun + 1
                && isName(plain, begun)
                && i < plain.size()
                && NAME_PLACE.matcher(plain.get(i)).matches();
        boolean joined = pause(words, i) >= 250 && i - begun >= 3;
        return afterOpener || vocative || joined;
    }

    private static String cased(String word, List<String> plain, int i, int begun) {
        if (word.equals("i") || word.startsWith("i'")) {
            return "I" + word.substring(1);
        }
        boolean day = DAYS.contains(word) || DAYS.contains(word.replaceFirst("'s$", ""));
        boolean month = EnglishNumbers.MONTHS.contains(word)
                && (!word.matches("may|march") || i > 0 && plain.get(i - 1).matches("in|of|by|on|next|last|end|since"));
        return day || month || word.matches("[a-z]+") && isName(plain, i) && (i == begun || i > 0)
                ? EnglishNumbers.title(word)
                : word;
    }

    /** emma please, david could you, mister osei: names where the grammar shows one. */
    static boolean isName(List<String> plain, int i) {
        String word = plain.get(i);
        if (!word.matches("[a-z]{2,}") || EnglishWords.COMMON.contains(word)) {
            return false;
        }
        boolean titled = i > 0 && plain.get(i - 1).matches("mister|missus|miss|mr|mrs|ms|doctor");
        boolean opens = i == 0
                || EnglishWords.COMMON.contains(plain.get(i - 1))
                        && !plain.get(i - 1).matches("you|we|they|it|to");
        boolean asked = opens
                && i + 1 < plain.size()
                && plain.get(i + 1).matches("please|could|can|would")
                && (i + 1 == plain.size() - 1
                        || !plain.get(i + 1).equals("please")
                                && plain.size() > i + 2
                                && plain.get(i + 2).equals("you")
                        || plain.get(i + 1).equals("please"));
        return titled || asked || EnglishWords.FIRST_NAMES.contains(word);
    }

    private static String mark(List<String> sentence) {
        if (sentence.isEmpty()) {
            return "";
        }
        int first = 0;
        while (first < sentence.size() - 1
                && (OPENERS.contains(sentence.get(first))
                        || sentence.get(first).matches("and|so|but|then|or")
                        || isName(sentence, first))) {
            first++;
        }
        String word = sentence.get(first);
        String next = first + 1 < sentence.size() ? sentence.get(first + 1) : "";
        boolean inverted = QUESTION.contains(word) && !word.equals("will");
        boolean statement = word.matches("when|where|what|how|which|who")
                && sentence.size() > 8
                && !next.matches(
                        "is|are|do|does|did|was|were|about|can|could|should|would|will|time|kind|if|s|much|many|long");
        boolean tag = sentence.size() > 2
                && sentence.get(sentence.size() - 1).equals("right")
                && !sentence.get(sentence.size() - 2).matches("all|is|be|not");
        boolean twoWords = inverted
                && !(word.matches("any")
                        && !next.matches("questions|other|objections|news|thoughts|comments|volunteers"));
        return twoWords && !statement || tag ? "?" : ".";
    }
}
