package io.yuhitsu.minutes.rules.internal.en;

import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences as they stand in minutes: the verb first, without address and politeness. */
final class EnglishNotes {
    private static final int I = Pattern.CASE_INSENSITIVE;
    private static final Pattern LEAD = Pattern.compile(
            "^(?:(?:okay|ok|alright|all right|yes|yeah|yep|sure|so|and|but|well|then|great|good|perfect|right|fine|cool|um|uh|oh|now|also|thanks|thank you|good idea|great idea|i agree|agreed|understood|no problem|of course|no|sorry|finally|next|like|i mean|actually|honestly|sounds good|indeed)\\b[,.!]*\\s+)+",
            I);
    private static final Pattern ASK = Pattern.compile(
            "^.*?\\b(?:(?:can|could|would|will) (?:you|someone|somebody)(?: maybe| possibly| just| also| please| perhaps)*,? |would you mind |i need (?:you|[a-z]+) to |i'd like you to |please,? (?!$))",
            I);
    private static final Pattern ASK_NAMED = Pattern.compile(
            "^.*?\\b(?:can|could|would|will) [a-z]+ (?:please )?(?=take|do|handle|send|write|book|check|ask|look|set|organi|own|prepare|arrange|draft|follow|fix|update|call|email|chase|get|put)",
            I);
    private static final Pattern WILL = Pattern.compile(
            "^.*?\\b(?:i'll|i will|i'm going to|i am going to|i'm gonna|lemme|let me|i shall|i can|i could|i'd be happy to|happy to|should i|shall i)(?: also| just| then| definitely| still| go ahead and| try and| personally| probably)* ",
            I);
    private static final Pattern SETTLED = Pattern.compile(
            "^.*?\\b(?:(?:it(?: is|'s)|that's|we(?:'ve| have)?(?: also| all| now)?) (?:decided|agreed|settled|resolved)(?:,| that| to)?|the decision is(?: to| that)?|let's(?: just)?|from now on,?|i(?:'d| would)? (?:propose|suggest|recommend)(?: that)?|how about|shall we|should we|why don't we|are we (?:happy|content|agreed|okay) (?:to|with)|i think we should|i(?:'d| would) like to|we're going with|we (?:'ll|will) go with)\\s+",
            I);
    private static final Pattern TAIL = Pattern.compile(
            "(?:,? (?:please(?:, [a-z]+)?|then|thanks|thank you|okay|right|as well|if possible|if you can|if that's okay))+[.?!]*$",
            I);

    private EnglishNotes() {}

    static String action(String text, EnglishDates.Span time) {
        String note = time != null && time.mention().due() && time.from() > 8
                ? text.substring(0, time.from()).strip() + " "
                        + text.substring(time.to()).strip()
                : text;
        note = bare(note);
        note = cut(ASK, note);
        note = cut(ASK_NAMED, note);
        note = cut(WILL, note);
        return finish(note);
    }

    static String decision(String text) {
        String note = bare(text);
        note = cut(SETTLED, note);
        note = note.replaceFirst("(?i)^(?:we'll|we will|we are going to|we're going to|we're gonna) ", "")
                .replaceFirst("(?i)^we (?:won't|will not) ", "do not ")
                .replaceFirst("(?i)^not ", "do not ")
                .replaceFirst("(?i) it is(?: then)?[.!]?$", "");
        return finish(note);
    }

    private static String cut(Pattern lead, String note) {
        Matcher matcher = lead.matcher(note);
        return matcher.find() && matcher.end() < note.length() - 1 ? note.substring(matcher.end()) : note;
    }

    static String bare(String text) {
        return LEAD.matcher(text.strip()).replaceFirst("").strip();
    }

    private static String finish(String note) {
        String plain = TAIL.matcher(note.strip())
                .replaceFirst("")
                .replaceFirst("[.?!,;\\s]+$", "")
                .replaceAll("\\s{2,}", " ")
                .replaceAll("\\s+,", ",")
                .replaceFirst("(?i)^(?:to|and|so|that|please) ", "")
                .strip();
        return plain.isEmpty() ? "" : EnglishNumbers.title(plain);
    }

    static Set<String> terms(List<Token> tokens) {
        Set<String> terms = new HashSet<>();
        for (Token token : tokens) {
            String base = token.base().toLowerCase(Locale.ROOT);
            if (token.is("word")
                    && base.length() > 1
                    && !EnglishNumbers.MONTHS.contains(base)
                    && !EnglishWords.FIRST_NAMES.contains(base)
                    && !EnglishWords.STOP.contains(token.surface().toLowerCase(Locale.ROOT))
                    && !EnglishWords.STOP.contains(base)) {
                terms.add(base);
            }
        }
        return terms;
    }
}
