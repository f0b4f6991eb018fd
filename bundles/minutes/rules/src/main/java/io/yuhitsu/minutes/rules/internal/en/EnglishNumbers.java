package io.yuhitsu.minutes.rules.internal.en;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Spelled-out numbers that count or date something become digits: december first → December 1, five thousand dollars → $5,000. */
final class EnglishNumbers {
    private static final Map<String, Integer> SMALL = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90));
    private static final Map<String, Integer> ORDINAL = Map.ofEntries(
            Map.entry("first", 1),
            Map.entry("second", 2),
            Map.entry("third", 3),
            Map.entry("fourth", 4),
            Map.entry("fifth", 5),
            Map.entry("sixth", 6),
            Map.entry("seventh", 7),
            Map.entry("eighth", 8),
            Map.entry("ninth", 9),
            Map.entry("tenth", 10),
            Map.entry("eleventh", 11),
            Map.entry("twelfth", 12),
            Map.entry("thirteenth", 13),
            Map.entry("fourteenth", 14),
            Map.entry("fifteenth", 15),
            Map.entry("sixteenth", 16),
            Map.entry("seventeenth", 17),
            Map.entry("eighteenth", 18),
            Map.entry("nineteenth", 19),
            Map.entry("twentieth", 20),
            Map.entry("thirtieth", 30));
    private static final Map<String, Long> SCALE =
            Map.of("hundred", 100L, "thousand", 1000L, "million", 1_000_000L, "billion", 1_000_000_000L);
    static final Set<String> MONTHS = Set.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private EnglishNumbers() {}

    /** @param text how it is written @param from index of its first word @param to after its last */
    record Piece(String text, int from, int to) {}

    static List<Piece> pieces(List<String> words) {
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            Piece piece = date(words, i);
            if (piece == null) {
                piece = time(words, i);
            }
            if (piece == null) {
                piece = amount(words, i);
            }
            pieces.add(piece == null ? new Piece(words.get(i), i, i + 1) : piece);
            i = pieces.get(pieces.size() - 1).to();
        }
        return pieces;
    }

    private static Piece date(List<String> words, int i) {
        if (MONTHS.contains(words.get(i)) && i + 1 < words.size()) {
            boolean the = words.get(i + 1).equals("the") && i + 2 < words.size();
            int[] day = ordinal(words, the ? i + 2 : i + 1);
            if (day != null) {
                return new Piece(title(words.get(i)) + " " + day[0], i, day[1]);
            }
        }
        boolean monthNear = i > 0 && words.get(i - 1).equals("the");
        int[] day = monthNear ? ordinal(words, i) : null;
        if (day == null) {
            return null;
        }
        boolean ofMonth =
                day[1] + 1 < words.size() && words.get(day[1]).equals("of") && MONTHS.contains(words.get(day[1] + 1));
        // the first item, the second one: only what can be nothing but a day, or is asked for by a preposition
        boolean asked = i > 1
                && Set.of("by", "on", "until", "before", "say", "monday", "tuesday", "wednesday", "thursday", "friday")
                        .contains(words.get(i - 2))
                && (day[1] == words.size() || !words.get(day[1]).matches("[a-z]{4,}") || ofMonth);
        return ofMonth || asked || day[0] > 12 ? new Piece(day[0] + suffix(day[0]), i, day[1]) : null;
    }

    /** Value and end of a day of the month, null when there is none. */
    private static int[] ordinal(List<String> words, int i) {
        if (i >= words.size()) {
            return null;
        }
        Integer one = ORDINAL.get(words.get(i));
        if (one != null) {
            return new int[] {one, i + 1};
        }
        boolean tens = words.get(i).equals("twenty") || words.get(i).equals("thirty");
        Integer rest = i + 1 < words.size() ? ORDINAL.get(words.get(i + 1)) : null;
        int value = tens && rest != null && rest < 10 ? SMALL.get(words.get(i)) + rest : 0;
        return value > 0 && value < 32 ? new int[] {value, i + 2} : null;
    }

    private static String suffix(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /** at two fifteen, by three oh five. */
    private static Piece time(List<String> words, int i) {
        Integer hour = SMALL.get(words.get(i));
        boolean asked = i > 0
                && Set.of("at", "by", "until", "till", "around", "from", "before", "after", "like", "about")
                        .contains(words.get(i - 1));
        if (hour == null || hour < 1 || hour > 12 || !asked || i + 1 >= words.size()) {
            return null;
        }
        String next = words.get(i + 1);
        int minutes = SMALL.getOrDefault(next, -1);
        String unit = i + 2 < words.size() ? words.get(i + 2) : "";
        boolean more = SMALL.getOrDefault(unit, 10) < 10 && SMALL.getOrDefault(unit, 10) > 0;
        int to = i + 2;
        if (next.equals("oh") && more) {
            minutes = SMALL.get(unit);
            to++;
        } else if (minutes >= 20 && more) {
            minutes += SMALL.get(unit);
            to++;
        } else if (minutes < 10) {
            return null;
        }
        boolean counts =
                to < words.size() && words.get(to).matches("hundred|thousand|million|percent|dollars|people|times");
        return minutes < 60 && !counts ? new Piece(String.format(Locale.ROOT, "%d:%02d", hour, minutes), i, to) : null;
    }

    private static Piece amount(List<String> words, int from) {
        if (!SMALL.containsKey(words.get(from))
                && !(words.get(from).equals("a")
                        && from + 1 < words.size()
                        && SCALE.containsKey(words.get(from + 1)))) {
            return null;
        }
        long total = 0;
        long group = words.get(from).equals("a") ? 1 : 0;
        int i = words.get(from).equals("a") ? from + 1 : from;
        int last = -1;
        for (; i < words.size(); i++) {
            String word = words.get(i);
            if (SMALL.containsKey(word)) {
                int value = SMALL.get(word);
                boolean fits = last < 0 || last >= 20 && value < 10 && value > 0 || last == 100;
                if (!fits) {
                    break;
                }
                group += value;
                last = value;
            } else if (SCALE.containsKey(word)) {
                long scale = SCALE.get(word);
                if (scale == 100) {
                    group = Math.max(1, group) * 100;
                } else {
                    total += Math.max(1, group) * scale;
                    group = 0;
                }
                last = 100;
            } else if (!(word.equals("and")
                    && last == 100
                    && i + 1 < words.size()
                    && SMALL.containsKey(words.get(i + 1)))) {
                break;
            }
        }
        String fraction = "";
        if (i + 1 < words.size() && words.get(i).equals("point") && SMALL.getOrDefault(words.get(i + 1), 99) < 10) {
            StringBuilder digits = new StringBuilder(".");
            for (i++; i < words.size() && SMALL.getOrDefault(words.get(i), 99) < 10; i++) {
                digits.append(SMALL.get(words.get(i)));
            }
            fraction = digits.toString();
        }
        return written(words, from, i, total + group, fraction);
    }

    private static Piece written(List<String> words, int from, int to, long value, String fraction) {
        String next = to < words.size() ? words.get(to) : "";
        int end = to;
        String scale = "";
        if (!fraction.isEmpty() && SCALE.containsKey(next)) {
            scale = " " + next;
            end++;
            next = end < words.size() ? words.get(end) : "";
        }
        String digits = String.format(Locale.ROOT, "%,d", value) + fraction + scale;
        if (next.equals("percent")) {
            return new Piece(digits + "%", from, end + 1);
        }
        if (next.equals("dollars") || next.equals("pounds") || next.equals("euros")) {
            return new Piece(
                    (next.equals("dollars") ? "$" : next.equals("pounds") ? "£" : "€") + digits, from, end + 1);
        }
        boolean measured = value >= 10 || !fraction.isEmpty();
        return measured ? new Piece(digits, from, end) : null;
    }

    static String title(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
