package io.yuhitsu.minutes.rules.internal.en;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People in a sentence, and what they have to do with what is said. */
final class EnglishNames {
    private static final Pattern TITLED = Pattern.compile(
            "\\b(?:mister|mr|mrs|missus|ms|miss|dr|doctor)\\.? ([A-Z]?[a-z]{2,})", Pattern.CASE_INSENSITIVE);

    private EnglishNames() {}

    /** Who is asked, or named as the one who will do it; null when nobody is. */
    static String assignee(String text, Set<String> known) {
        String best = null;
        int bestRank = 0;
        for (String name : names(text, known)) {
            int rank = rank(text, name);
            if (rank > bestRank) {
                best = name;
                bestRank = rank;
            }
        }
        return best;
    }

    static List<String> names(String text, Set<String> known) {
        List<String> names = new ArrayList<>();
        Matcher titled = TITLED.matcher(text);
        while (titled.find()) {
            names.add(EnglishNumbers.title(titled.group(1).toLowerCase(Locale.ROOT)));
        }
        List<String> words = List.of(text.split("[^\\p{L}]+"));
        for (String word : words) {
            String lower = word.toLowerCase(Locale.ROOT);
            boolean capital = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
            if (known.contains(lower) && capital || EnglishWords.FIRST_NAMES.contains(lower)) {
                names.add(EnglishNumbers.title(lower));
            }
        }
        // emma please, david could you: somebody who is spoken to before a request need not be in any list
        Matcher asked = Pattern.compile(
                        "(?:^|[.,] )(?:(?:okay|good|great|and|so|then|right|alright),? )?([A-Za-z]{2,}),? (?:please|can you|could you|would you|will you)\\b",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text);
        while (asked.find()) {
            String lower = asked.group(1).toLowerCase(Locale.ROOT);
            if (!EnglishWords.COMMON.contains(lower) && !EnglishWords.STOP.contains(lower)) {
                names.add(EnglishNumbers.title(lower));
            }
        }
        return names;
    }

    private static int rank(String text, String name) {
        String n = "\\b" + Pattern.quote(name) + "\\b";
        if (matches(n + ",? (?:please|can you|could you|would you|will you|you)", text)) {
            return 5;
        }
        if (matches("\\b(?:can|could|would|will|should) " + n + "(?! and)", text)
                || matches(n + " (?:will|is going to|is gonna|to|can|could|should)\\b", text)) {
            return 4;
        }
        if (matches(
                "^(?:(?:okay|ok|good|great|and|so|then|right|alright|thanks|perfect)[,.]? )?" + n
                        + "(?:,|\\?| (?!is|was|said|says|has|and|did|wrote|thinks|asked|told|'s))",
                text)) {
            return 3;
        }
        return matches("[,.] " + n + "[?.!]*$", text) || matches(", " + n + ",? ", text)
                ? 2
                : matches("\\b" + n + "[?.!]*$", text) && text.contains("please") ? 1 : 0;
    }

    private static boolean matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).find();
    }
}
