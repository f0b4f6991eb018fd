package io.yuhitsu.minutes.rules.internal.en;

import io.yuhitsu.minutes.rules.internal.text.DateMention;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as they are said in a meeting, resolved against its date. Expects digits for days of the month, takes words too. */
final class EnglishDates {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String MONTH =
            "(january|february|march|april|may|june|july|august|september|october|november|december)";
    private static final String DAY = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty first",
            "twenty second",
            "twenty third",
            "twenty fourth",
            "twenty fifth",
            "twenty sixth",
            "twenty seventh",
            "twenty eighth",
            "twenty ninth",
            "thirtieth",
            "thirty first");
    private static final String NTH =
            "((?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[0-9]{1,2}(?:st|nd|rd|th)?)";
    private static final String PART =
            "(?: (?:first thing|morning|afternoon|evening|night|noon|lunchtime|at (?:noon|lunch|the latest)))?";
    private static final List<Rule> RULES = List.of(
            rule(
                    "(?:" + DAY + ",? )?(?:the )?" + NTH + " (?:of )" + MONTH + PART,
                    (m, on) -> monthDay(m.group(3), m.group(2), on)),
            rule(
                    "(?:" + DAY + ",? )?" + MONTH + " (?:the )?" + NTH + "\\b" + PART,
                    (m, on) -> monthDay(m.group(2), m.group(3), on)),
            rule(
                    "(?:the )?(?:end|back end) of (?:the )?(next |this )?(day|week|month|year|quarter)(?: (tomorrow|today))?",
                    EnglishDates::endOf),
            rule(
                    "(?:the )?end of (?:play|business)(?: (?:on )?(tomorrow|today|" + DAY.substring(1) + ")?",
                    (m, on) -> m.group(1) == null ? on : near(m.group(1), on)),
            rule("(?:the )?(end|start|beginning|middle) of " + MONTH, EnglishDates::partOfMonth),
            rule(
                    "(?:eod|cob|e o d|close of business)(?: on)?(?: (tomorrow|today|" + DAY.substring(1) + ")?",
                    (m, on) -> m.group(1) == null ? on : near(m.group(1), on)),
            rule("(?:the (?:start|beginning) of next week|early next week)", (m, on) -> monday(on)
                    .plusWeeks(1)),
            rule(DAY + " (?:the )?" + NTH + "\\b", (m, on) -> day(m.group(2), on)),
            rule(
                    "(?:noon|first thing|late|lunchtime|midday)?\\s?\\b(tomorrow|today|tonight)" + PART,
                    (m, on) -> near(m.group(1), on)),
            rule("(this|next)(?: coming)? " + DAY + PART, EnglishDates::weekday),
            rule(DAY + " (next) week", (m, on) -> monday(on).plusWeeks(1).plusDays(dayIndex(m.group(1)))),
            rule("\\b(a week (?:on|from) )" + DAY, (m, on) -> nextDay(m.group(2), on)
                    .plusWeeks(1)),
            rule(
                    "(?:first thing |noon |late |the following )?(?:on )?" + DAY + PART,
                    (m, on) -> nextDay(m.group(1), on)),
            rule(
                    "(?:this|later this) (afternoon|evening|morning)|after lunch|before lunch|later today|straight after this|right after this",
                    (m, on) -> on),
            rule("(?:later |sometime |some time )?(this|next) (week|month)", EnglishDates::span),
            rule(
                    "(?:within|in) (?:the next )?(a|an|one|two|three|four|five|six|ten|[0-9]{1,2}) (days?|weeks?|months?)(?: time)?",
                    EnglishDates::in),
            rule(
                    "the " + NTH
                            + "\\b(?! (?:of|one|two|three|item|thing|time|day|draft|version|half|quarter|phase|step|floor|round|question|point|option|page|part|person|place|year|week))",
                    (m, on) -> day(m.group(1), on)),
            rule("(?:the end of )?the year", (m, on) -> LocalDate.of(on.getYear(), 12, 31)),
            rule(
                    "(?:(?:before|by|at|for|until|in time for) (?:the )?(?:next (?:meeting|stand-?up|sprint|review|session|retro|one-on-one|one on one)|holidays?|break|christmas|easter|summer|launch|release|freeze|demo))|asap|as soon as (?:possible|you can)|soon",
                    (m, on) -> null));
    private static final Pattern DUE = Pattern.compile(
            "(?:\\b(?:by|before|until|due|due on|no later than|for|latest)(?: about| around| the)?)\\s*$");
    private static final Pattern LOOSE = Pattern.compile(
            "(?:\\b(?:on|this|at|in|over|it|them|that|to|out|up|done|ready|do|you|back|round|in|sent|over|say|say,|,|invite))\\s*$");
    private static final Pattern NOT_DUE = Pattern.compile(
            "(?:\\b(?:from|since|last|was|were|of|after|about|starting|until after|every|for the|on)\\s*)$");

    private interface Resolver {
        LocalDate resolve(Matcher said, LocalDate on);
    }

    private record Rule(Pattern pattern, Resolver resolver) {}

    private EnglishDates() {}

    private static Rule rule(String pattern, Resolver resolver) {
        return new Rule(
                Pattern.compile("(?<![a-z0-9])(?:" + pattern + ")(?![a-z0-9])", Pattern.CASE_INSENSITIVE), resolver);
    }

    /** A place where a time is named, with the preposition that makes it a due time. */
    record Span(int from, int to, DateMention mention) {}

    static Optional<Span> find(String text, LocalDate on) {
        Span best = null;
        int bestRank = -1;
        boolean[] taken = new boolean[text.length() + 1];
        for (Rule rule : RULES) {
            Matcher said = rule.pattern().matcher(text);
            while (said.find()) {
                if (said.end() == said.start() || taken[said.start()] || taken[said.end() - 1]) {
                    continue;
                }
                java.util.Arrays.fill(taken, said.start(), said.end(), true);
                String before = text.substring(0, said.start()).toLowerCase(Locale.ROOT);
                Matcher due = DUE.matcher(before);
                boolean by = due.find();
                String spoken = said.group().strip();
                boolean past = before.matches("(?s).*\\blast $");
                int rank = past
                        ? -1
                        : by || spoken.matches("(?i)(?:eod|cob|by |before |asap).*")
                                ? 3
                                : LOOSE.matcher(before).find() || said.end() >= text.length() - 2
                                        ? 2
                                        : NOT_DUE.matcher(before).find() ? 0 : 1;
                if (rank > bestRank) {
                    int from = by ? due.start() : said.start();
                    best = new Span(
                            from,
                            said.end(),
                            new DateMention(
                                    resolve(rule, said, on),
                                    spoken.replaceFirst("(?i)^(?:by|on) ", "").replaceFirst("(?i)^the (?=end)", ""),
                                    rank >= 1));
                    bestRank = rank;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static LocalDate resolve(Rule rule, Matcher said, LocalDate on) {
        try {
            return rule.resolver().resolve(said, on);
        } catch (DateTimeException e) {
            return null; // the 31st of June: shown as it was said
        }
    }

    private static LocalDate monday(LocalDate on) {
        return on.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static int dayIndex(String name) {
        return DAYS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
    }

    private static LocalDate nextDay(String name, LocalDate on) {
        return on.with(TemporalAdjusters.next(DayOfWeek.of(dayIndex(name) + 1)));
    }

    private static int nth(String said) {
        String plain = said.toLowerCase(Locale.ROOT).replace('-', ' ');
        int index = ORDINALS.indexOf(plain);
        return index >= 0 ? index + 1 : Integer.parseInt(plain.replaceAll("[^0-9]", ""));
    }

    private static LocalDate monthDay(String month, String day, LocalDate on) {
        int number = MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        LocalDate date = LocalDate.of(on.getYear(), number, nth(day));
        return date.isBefore(on) ? date.plusYears(1) : date;
    }

    private static LocalDate day(String said, LocalDate on) {
        int day = nth(said);
        LocalDate month = on.withDayOfMonth(1);
        for (int i = 0; i < 12; i++, month = month.plusMonths(1)) {
            if (day >= 1
                    && day <= month.lengthOfMonth()
                    && !month.withDayOfMonth(day).isBefore(on)) {
                return month.withDayOfMonth(day);
            }
        }
        return null;
    }

    private static LocalDate endOf(Matcher said, LocalDate on) {
        boolean next =
                said.group(1) != null && said.group(1).toLowerCase(Locale.ROOT).startsWith("next");
        LocalDate base = said.group(3) != null ? near(said.group(3), on) : on;
        return switch (said.group(2).toLowerCase(Locale.ROOT)) {
            case "day" -> base;
            case "week" -> monday(on).plusWeeks(next ? 1 : 0).plusDays(4);
            case "month" -> on.plusMonths(next ? 1 : 0).with(TemporalAdjusters.lastDayOfMonth());
            case "quarter" ->
                on.withDayOfMonth(1).plusMonths((12 - on.getMonthValue()) % 3).with(TemporalAdjusters.lastDayOfMonth());
            default -> LocalDate.of(on.getYear() + (next ? 1 : 0), 12, 31);
        };
    }

    private static LocalDate partOfMonth(Matcher said, LocalDate on) {
        LocalDate first = monthDay(said.group(2), "1", on.withDayOfMonth(1));
        return switch (said.group(1).toLowerCase(Locale.ROOT)) {
            case "end" -> first.with(TemporalAdjusters.lastDayOfMonth());
            case "middle" -> first.withDayOfMonth(15);
            default -> first;
        };
    }

    private static LocalDate near(String said, LocalDate on) {
        String plain = said.toLowerCase(Locale.ROOT);
        if (plain.equals("tomorrow")) {
            return on.plusDays(1);
        }
        return plain.endsWith("day") && !plain.equals("today") ? nextDay(plain, on) : on;
    }

    private static LocalDate weekday(Matcher said, LocalDate on) {
        boolean next = said.group(1).equalsIgnoreCase("next");
        return monday(on).plusWeeks(next ? 1 : 0).plusDays(dayIndex(said.group(2)));
    }

    private static LocalDate span(Matcher said, LocalDate on) {
        boolean next = said.group(1).equalsIgnoreCase("next");
        return said.group(2).equalsIgnoreCase("week")
                ? monday(on).plusWeeks(next ? 1 : 0).plusDays(4)
                : on.plusMonths(next ? 1 : 0).with(TemporalAdjusters.lastDayOfMonth());
    }

    private static LocalDate in(Matcher said, LocalDate on) {
        String count = said.group(1).toLowerCase(Locale.ROOT);
        int number = List.of("", "one", "two", "three", "four", "five", "six", "", "", "", "ten")
                .indexOf(count);
        int value = count.startsWith("a") ? 1 : number > 0 ? number : Integer.parseInt(count);
        String unit = said.group(2).toLowerCase(Locale.ROOT);
        return unit.startsWith("day")
                ? on.plusDays(value)
                : unit.startsWith("week") ? on.plusWeeks(value) : on.plusMonths(value);
    }
}
