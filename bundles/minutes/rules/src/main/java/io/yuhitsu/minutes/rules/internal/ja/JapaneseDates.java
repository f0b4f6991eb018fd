package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.DateMention;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as they are said in a meeting, resolved against its date. Expects digits, not kanji numerals. */
final class JapaneseDates {
    private static final String DAYS = "月火水木金土日";
    private static final String WEEKDAY = "(?:の)?([月火水木金土日])曜日?|(?:の)?([月火水木金])(?=まで|中に|に|の|、|$)";
    private static final String TAIL = "(?:(?:の|、)?(?:[月火水木金土日]曜日?|朝一?|午前中?|午後|昼|夕方|夜|中|いっぱい|じゅう|[0-9]{1,2}時半?|お昼))*";
    private static final List<Rule> RULES = List.of(
            rule("(?:(来年|再来年|今年|[0-9]{4}年)の?)?([0-9]{1,2})月の?([0-9]{1,2})日" + TAIL, JapaneseDates::monthDay),
            rule("(?:(来年|再来年|今年|[0-9]{4}年)の?)?([0-9]{1,2})月の?(末|頭|いっぱい|中)日?", JapaneseDates::monthPart),
            rule("(今月|来月|再来月)の?([0-9]{1,2})日" + TAIL, JapaneseDates::namedMonthDay),
            rule("(今月|来月|再来月)の?(末|頭|いっぱい|中)日?", JapaneseDates::namedMonthPart),
            rule("(今週|来週|再来週)の?(?:" + WEEKDAY + "|(頭|初め|明け|末|いっぱい|中))" + TAIL, JapaneseDates::week),
            rule("(?<![0-9月])([0-9]{1,2})日(?![間目前後本])" + TAIL, JapaneseDates::day),
            rule("(?:今度の|次の)?([月火水木金土日])曜日?(?:いっぱい|中)?" + TAIL, JapaneseDates::weekday),
            rule("(今日|本日|今晩|今夜|今夕|明日|あした|あす|明後日|あさって|しあさって)" + TAIL, JapaneseDates::near),
            rule("(週明け|週末|月末|年内|今年中|年末|今年度中|年度末|月曜一?番)", JapaneseDates::edge),
            rule("(?:あと)?([0-9]{1,3})(日|週間|か月|ヶ月|カ月|ヵ月)(?:以内|後|のうち)", JapaneseDates::after),
            rule("(来週|再来週|今週|来月|今月)(?=まで|には?(?!なり)|$|、|。)", JapaneseDates::bareSpan),
            rule(
                    "((?:次回|次|来月|今度|来週)の?(?:の)?(?:委員会|定例会?|会議|打ち合わせ|ミーティング|理事会|役員会|総会|部会|朝会|1on1))|(なるはや|なる早|至急|できるだけ早く|早急|早めに|あとで|(?<!午)後で|後ほど|年明け|連休明け|連休前|お盆明け|午後イチ|そのうち)",
                    (m, on) -> null));
    /** What makes of a time the time by which something is to be done. */
    private static final Pattern DUE =
            Pattern.compile("^(?:くらい|ぐらい|頃|ごろ|あたり)?(?:まで|中|いっぱい|以内|のうち|締め|には|を目処|をめど|を目途|締切|期限)");

    private static final Pattern LOOSE_DUE = Pattern.compile("^(?:くらい|ぐらい|頃|ごろ|あたり)?(?:に|で|、|。|でも|$)");
    private static final Pattern NOT_DUE = Pattern.compile("^(?:から|の時点|現在|時点|分の|以降|生まれ|付け)");

    private interface Resolver {
        LocalDate resolve(Matcher said, LocalDate on);
    }

    private record Rule(Pattern pattern, Resolver resolver) {}

    private JapaneseDates() {}

    private static Rule rule(String pattern, Resolver resolver) {
        return new Rule(Pattern.compile(pattern), resolver);
    }

    /** The time by which something is to be done when one is named so, otherwise the last that is named. */
    static Optional<DateMention> find(String text, LocalDate on) {
        DateMention best = null;
        int bestRank = -1;
        boolean[] taken = new boolean[text.length()];
        for (Rule rule : RULES) {
            Matcher said = rule.pattern().matcher(text);
            while (said.find()) {
                if (taken[said.start()]) {
                    continue;
                }
                for (int i = said.start(); i < said.end(); i++) {
                    taken[i] = true;
                }
                String after = text.substring(said.end());
                boolean due = DUE.matcher(after).find() || said.group().matches(".*(?:中|いっぱい|以内|内)");
                int rank = due
                        ? 2
                        : NOT_DUE.matcher(after).find()
                                ? -1
                                : LOOSE_DUE.matcher(after).find() ? 1 : 0;
                if (rank > bestRank) {
                    best = new DateMention(resolve(rule, said, on), said.group().replaceAll("^あと", ""), rank >= 1);
                    bestRank = rank;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** All places of the text at which a time is named, apart from each other, in their order. */
    static List<int[]> spans(String text) {
        List<int[]> spans = new ArrayList<>();
        for (Rule rule : RULES) {
            Matcher said = rule.pattern().matcher(text);
            while (said.find()) {
                int from = said.start();
                int to = said.end();
                if (spans.stream().noneMatch(s -> from < s[1] && s[0] < to)) {
                    spans.add(new int[] {from, to});
                }
            }
        }
        spans.sort(java.util.Comparator.comparingInt(s -> s[0]));
        return spans;
    }

    private static LocalDate resolve(Rule rule, Matcher said, LocalDate on) {
        try {
            return rule.resolver().resolve(said, on);
        } catch (DateTimeException e) {
            return null; // 2月30日: shown as it was said
        }
    }

    private static LocalDate monthDay(Matcher said, LocalDate on) {
        return inYear(said.group(1), number(said, 2), number(said, 3), on);
    }

    private static LocalDate inYear(String year, int month, int day, LocalDate on) {
        if (year == null) {
            LocalDate date = LocalDate.of(on.getYear(), month, day);
            return date.isBefore(on) ? date.plusYears(1) : date;
        }
        int named =
                switch (year) {
                    case "今年" -> on.getYear();
                    case "来年" -> on.getYear() + 1;
                    case "再来年" -> on.getYear() + 2;
                    default -> Integer.parseInt(year.substring(0, 4));
                };
        return LocalDate.of(named, month, day);
    }

    private static LocalDate monthPart(Matcher said, LocalDate on) {
        int month = number(said, 2);
        boolean first = said.group(3).equals("頭");
        LocalDate end = inYear(said.group(1), month, 1, on.withDayOfMonth(1));
        return first ? end : end.with(TemporalAdjusters.lastDayOfMonth());
    }

    private static LocalDate month(String name, LocalDate on) {
        int months = name.equals("今月") ? 0 : name.equals("来月") ? 1 : 2;
        return on.withDayOfMonth(1).plusMonths(months);
    }

    private static LocalDate namedMonthDay(Matcher said, LocalDate on) {
        return month(said.group(1), on).withDayOfMonth(number(said, 2));
    }

    private static LocalDate namedMonthPart(Matcher said, LocalDate on) {
        LocalDate first = month(said.group(1), on);
        return said.group(2).equals("頭") ? first : first.with(TemporalAdjusters.lastDayOfMonth());
    }

    private static LocalDate week(Matcher said, LocalDate on) {
        int weeks = said.group(1).equals("今週") ? 0 : said.group(1).equals("来週") ? 1 : 2;
        LocalDate monday =
                on.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(weeks);
        String day = said.group(2) != null ? said.group(2) : said.group(3);
        if (day != null) {
            return monday.plusDays(DAYS.indexOf(day));
        }
        return said.group(4).matches("頭|初め|明け") ? monday : monday.plusDays(4);
    }

    private static LocalDate day(Matcher said, LocalDate on) {
        int day = number(said, 1);
        LocalDate month = on.withDayOfMonth(1);
        for (int i = 0; i < 12; i++, month = month.plusMonths(1)) {
            if (day <= month.lengthOfMonth()
                    && day > 0
                    && !month.withDayOfMonth(day).isBefore(on)) {
                return month.withDayOfMonth(day);
            }
        }
        return null;
    }

    private static LocalDate weekday(Matcher said, LocalDate on) {
        return on.with(TemporalAdjusters.next(DayOfWeek.of(DAYS.indexOf(said.group(1)) + 1)));
    }

    private static LocalDate near(Matcher said, LocalDate on) {
        return switch (said.group(1)) {
            case "明日", "あした", "あす" -> on.plusDays(1);
            case "明後日", "あさって" -> on.plusDays(2);
            case "しあさって" -> on.plusDays(3);
            default -> on;
        };
    }

    private static LocalDate edge(Matcher said, LocalDate on) {
        LocalDate monday = on.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        String edge = said.group(1);
        if (edge.startsWith("月曜") || edge.equals("週明け")) {
            return monday.plusWeeks(1);
        }
        return switch (edge) {
            case "週末" -> monday.plusDays(4);
            case "月末" -> on.with(TemporalAdjusters.lastDayOfMonth());
            case "年内", "今年中", "年末" -> LocalDate.of(on.getYear(), 12, 31);
            default -> LocalDate.of(on.getMonthValue() > 3 ? on.getYear() + 1 : on.getYear(), 3, 31);
        };
    }

    private static LocalDate after(Matcher said, LocalDate on) {
        int count = number(said, 1);
        return switch (said.group(2)) {
            case "日" -> on.plusDays(count);
            case "週間" -> on.plusWeeks(count);
            default -> on.plusMonths(count);
        };
    }

    private static LocalDate bareSpan(Matcher said, LocalDate on) {
        LocalDate monday = on.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return switch (said.group(1)) {
            case "今週" -> monday.plusDays(4);
            case "来週" -> monday.plusDays(11);
            case "再来週" -> monday.plusDays(18);
            case "今月" -> on.with(TemporalAdjusters.lastDayOfMonth());
            default -> on.plusMonths(1).with(TemporalAdjusters.lastDayOfMonth());
        };
    }

    private static int number(Matcher said, int group) {
        return Integer.parseInt(said.group(group));
    }
}
