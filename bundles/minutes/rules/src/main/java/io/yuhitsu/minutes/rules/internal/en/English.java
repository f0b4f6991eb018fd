package io.yuhitsu.minutes.rules.internal.en;

import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.Language;
import io.yuhitsu.minutes.rules.internal.text.Move;
import io.yuhitsu.minutes.rules.internal.text.Sentence;
import io.yuhitsu.minutes.rules.internal.text.Token;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The English rules. */
public final class English implements Language {
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}]+(?:['’][\\p{L}]+)?|[$£€]?[0-9][0-9,.]*%?|[^\\s\\p{L}0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[$£€]?[0-9].*");
    private static final Pattern STARTS = Pattern.compile(
            "(?i)okay|ok|alright|sure|yes|yeah|yep|no|well|thanks|thank|great|perfect|right|understood|good|i'll|we'll|i've|let's|so|and|but|what|how|who|when|can|could|next|finally|i|we|the|that's|it's|agreed");

    /** Do it, handle that: what it is was said before. */
    private static final Pattern CONTENTLESS = Pattern.compile(
            "(?i)(?:(?:just |probably |also )*(?:do|handle|take|take care of|finish|get|get on|sort|sort out|prepare|manage|own|have|send|try|look at|look into|fix|be on|put|make|get to|arrange|organi[sz]e|ask|reach out to) (?:it|that|this|them|those|these|one|that one|him|her|you)(?: (?:all|myself|off|out|down|over|done|today|right away|straight away|too|as well|now|for you|then|tonight|again|up|together))*|put me down|count me in|leave (?:it|that) (?:with|to) me|i've got (?:it|that|this)|i'm on it|consider it done|will do|i will|i can|on it|that's me|me|yes|yep|sure|okay|problem|no problem)");

    private static final Pattern PURPOSE = Pattern.compile(
            "(?i)(?:(?:today|here|want|going) (?:we |to )?(?:want to |are going to |will )?(?:discuss|talk about|review)|look back at|this is the) (?:the |our )?([a-z' -]{3,40}?(?<! (?:the|a|of|for|we|had)))(?= we had| on | today| yesterday|[.,?!]|$)");

    @Override
    public Locale locale() {
        return Locale.ENGLISH;
    }

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String surface = matcher.group();
            boolean word = Character.isLetter(surface.codePointAt(0));
            String pos = word ? "word" : NUMBER.matcher(surface).matches() ? "number" : "mark";
            tokens.add(new Token(
                    surface,
                    word ? base(surface.toLowerCase(Locale.ROOT)) : surface,
                    pos,
                    "",
                    "",
                    "",
                    matcher.start(),
                    matcher.end()));
        }
        return tokens;
    }

    /** Enough of a stem to find the same word again: certificates, certificate's. */
    private static String base(String word) {
        String plain = word.replaceFirst("['’].*$", "");
        if (plain.length() > 4 && plain.endsWith("ies")) {
            return plain.substring(0, plain.length() - 3) + "y";
        }
        if (plain.length() > 4 && plain.endsWith("s") && !plain.endsWith("ss") && !plain.endsWith("us")) {
            return plain.substring(0, plain.length() - 1);
        }
        if (plain.length() > 5 && plain.endsWith("ing")) {
            return plain.substring(0, plain.length() - 3);
        }
        return plain.length() > 4 && plain.endsWith("ed") ? plain.substring(0, plain.length() - 2) : plain;
    }

    @Override
    public String verbatim(List<Word> words) {
        return EnglishReading.verbatim(words);
    }

    @Override
    public String readable(List<Word> words) {
        return EnglishReading.readable(words);
    }

    @Override
    public long longPauseMs() {
        return 500;
    }

    @Override
    public boolean mayEnd(List<Word> before, Word next, long pauseMs) {
        return STARTS.matcher(next.text()).matches()
                && pauseMs >= 200
                && !before.get(before.size() - 1)
                        .text()
                        .matches("(?i)and|but|so|because|if|the|a|to|of|that|or|in|on|by|for|with");
    }

    @Override
    public String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('‘', '\'');
    }

    @Override
    public List<Integer> sentenceEnds(String text) {
        List<Integer> ends = new ArrayList<>();
        Matcher end = Pattern.compile("(?<!\\b(?:Mr|Ms|Dr|St|vs|Mrs|No))[.?!]+[\"')]*(?=\\s)|\\n")
                .matcher(text);
        while (end.find()) {
            ends.add(end.end());
        }
        if (ends.isEmpty() || ends.get(ends.size() - 1) < text.length()) {
            ends.add(text.length());
        }
        return ends;
    }

    @Override
    public Move move(Sentence sentence, LocalDate meeting, Set<String> names) {
        String text = sentence.text();
        String plain = text.toLowerCase(Locale.ROOT);
        EnglishDates.Span time = EnglishDates.find(text, meeting).orElse(null);
        String assignee = EnglishNames.assignee(text, names);
        boolean dated = time != null && time.mention().due();
        Set<Act> acts = EnglishMoves.of(plain, dated, assignee != null);
        boolean self = plain.matches("(?s).*\\b(?:i|i'll|i'd|i'm|lemme|let me|that's me|me)\\b.*");
        boolean settles = (acts.contains(Act.DECIDES) || acts.contains(Act.OFFERS) || acts.contains(Act.PROPOSES))
                && !acts.contains(Act.REQUESTS)
                && !acts.contains(Act.COMMITS);
        boolean empty = EnglishMoves.empty(plain);
        String note = empty ? "" : settles ? EnglishNotes.decision(text) : EnglishNotes.action(text, time);
        empty |= CONTENTLESS.matcher(note).matches();
        if (empty) {
            note = "";
        }
        Set<String> terms = empty ? Set.of() : EnglishNotes.terms(sentence.tokens());
        boolean fragment = note.split(" ").length <= 2;
        return new Move(
                acts,
                assignee,
                self,
                time == null ? null : time.mention(),
                note,
                fragment,
                terms,
                EnglishMoves.topic(plain));
    }

    @Override
    public String bareName(String label) {
        return label.replaceFirst("\\(.*$", "")
                .replaceFirst("(?i)^(?:mr|mrs|ms|miss|dr)\\.? ", "")
                .strip();
    }

    @Override
    public String introduces(Sentence sentence) {
        Matcher said = Pattern.compile("(?i)^(?:hi,? |hello,? |sure,? )?(?:this is|my name is) ([a-z]+)\\b")
                .matcher(sentence.text());
        String name = said.find() ? said.group(1).toLowerCase(Locale.ROOT) : "";
        return EnglishWords.FIRST_NAMES.contains(name) ? EnglishNumbers.title(name) : null;
    }

    @Override
    public String meetingName(String text) {
        Matcher said = Pattern.compile(
                        "(?i)\\b(?:start|begin|open|welcome to)(?: with)? (?:the|our|today's|this week's) ([a-z -]{3,30}?(?:meeting|review|stand-?up|retro|session|call))\\b")
                .matcher(text);
        if (said.find()) {
            return EnglishNumbers.title(said.group(1));
        }
        Matcher purpose = PURPOSE.matcher(text);
        return purpose.find() ? EnglishNumbers.title(purpose.group(1)) : null;
    }

    @Override
    public String quote(String sentence) {
        String bare = EnglishNotes.bare(sentence);
        return bare.isEmpty() ? sentence : EnglishNumbers.title(bare);
    }

    @Override
    public boolean substantial(Sentence sentence, Move move) {
        return move.terms().size() >= 3
                && sentence.tokens().size() >= 7
                && sentence.tokens().size() <= 50;
    }

    @Override
    public double overlap(Set<String> terms, Set<String> other) {
        if (terms.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long common = terms.stream().filter(other::contains).count();
        return (double) common / Math.min(terms.size(), other.size());
    }

    @Override
    public String subject(String text) {
        Matcher said = Pattern.compile(
                        "(?i)\\b(?:what about|how about|should we|shall we|do we|about|are we (?:still )?(?:doing|having|keeping|using)|do we (?:still )?(?:do|need|want|keep|have)) (?:the |our )?([a-z0-9' -]{3,40}?)(?:[.,?]|$)")
                .matcher(text);
        return said.find() ? said.group(1) : null;
    }

    @Override
    public String about(String topic, String fragment) {
        return EnglishNumbers.title(topic) + ": " + fragment;
    }

    @Override
    public String also(String note, String fragment) {
        return note + " (" + fragment + ")";
    }
}
