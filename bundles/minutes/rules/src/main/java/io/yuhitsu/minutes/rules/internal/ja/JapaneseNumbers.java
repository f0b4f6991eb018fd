package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kanji numerals that count or date something become digits: 三百五十万円 → 350万円. Decided on tokens, so that 五十嵐, 百貨店 and 万が一 stay; and by
 * what follows, so that 一番, 一緒, 三つ and 二人 stay.
 */
final class JapaneseNumbers {
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final Pattern NUMERAL = Pattern.compile("[〇零一二三四五六七八九十百千万億兆]+|ゼロ|0|[0-9]+");
    private static final Pattern MONTH = Pattern.compile("([一二三四五六七八九十]{1,2})月");
    private static final Map<Character, Long> UNITS = Map.of('十', 10L, '百', 100L, '千', 1000L);
    private static final Map<Character, Long> GROUPS = Map.of('万', 10_000L, '億', 100_000_000L, '兆', 1_000_000_000_000L);
    /** After one of these a number is a quantity, or part of a date. */
    private static final Pattern COUNTER =
            Pattern.compile("^(?:円|ドル|ユーロ|パーセント|％|%|年|月|日|時|分|秒|名|件|台|個|枚|本|冊|部|回|社|点|歳|才|割|倍|度|階|号|期|週|か月|ヶ月|カ月|ヵ月|箇月"
                    + "|ページ|頁|章|行|案|通|箱|袋|丁|軒|戸|世帯|校|店舗|拠点|か所|ヶ所|カ所|箇所|項目|種類|代|版|級|位|次|番|票|泊|食|着|足|匹|頭|羽|俵"
                    + "|キロ|グラム|トン|リットル|メートル|センチ|ミリ|平米|坪|時間|小間|人|往復|便|ポイント|ビット|ギガ|メガ|テラ|つの|コマ|棟|室|席|列|段|工場|丁目|周年)");

    private static final Set<String> STAYS_ALONE =
            Set.of("一番", "一度", "一人", "二人", "一部", "一時", "一行", "一次", "一段", "一本", "一方", "一代", "一足", "一食", "一席", "一匹");

    private JapaneseNumbers() {}

    /** A stretch of tokens and how it is to be written. */
    record Piece(String text, Token first, Token last) {}

    static List<Piece> pieces(List<Token> tokens) {
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < tokens.size()) {
            int end = numeralEnd(tokens, i);
            Token token = tokens.get(i);
            Matcher month = MONTH.matcher(token.surface());
            if (month.matches() && value(month.group(1)) >= 1 && value(month.group(1)) <= 12) {
                pieces.add(new Piece(value(month.group(1)) + "月", token, token));
                i++;
            } else if (end > i) {
                pieces.addAll(number(tokens, i, end));
                i = end;
            } else {
                pieces.add(new Piece(percent(token, pieces), token, token));
                i++;
            }
        }
        return pieces;
    }

    /** A whole text with readable numbers. */
    static String readable(String text, List<Token> tokens) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (Piece piece : pieces(tokens)) {
            out.append(text, at, piece.first().start()).append(piece.text());
            at = piece.last().end();
        }
        return out.append(text, at, text.length()).toString();
    }

    private static String percent(Token token, List<Piece> before) {
        boolean number = !before.isEmpty()
                && before.get(before.size() - 1).text().matches(".*[0-9]")
                && before.get(before.size() - 1).last().end() == token.start();
        return number && token.surface().equals("パーセント") ? "%" : token.surface();
    }

    private static int numeralEnd(List<Token> tokens, int from) {
        int i = from;
        long unit = Long.MAX_VALUE;
        while (i < tokens.size() && touches(tokens, from, i)) {
            Token token = tokens.get(i);
            // 百三十、百三十: units only get smaller within a number, so a bigger one begins the next.
            Long next =
                    token.surface().length() == 1 ? UNITS.get(token.surface().charAt(0)) : null;
            if (next != null && next >= unit) {
                int cut = i > from && DIGITS.indexOf(tokens.get(i - 1).surface().charAt(0)) > 0 ? i - 1 : i;
                return Math.max(cut, from + 1);
            }
            unit = next != null ? next : token.surface().matches("[万億兆]") ? Long.MAX_VALUE : unit;
            boolean numeral = NUMERAL.matcher(token.surface()).matches()
                    && (token.is("名詞-数")
                            || token.surface().length() > 1 && kanji(token.surface())
                            || token.surface().equals("ゼロ"));
            boolean point = i > from
                    && token.surface().equals("点")
                    && i + 1 < tokens.size()
                    && NUMERAL.matcher(tokens.get(i + 1).surface()).matches();
            if (!numeral && !point) {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean touches(List<Token> tokens, int from, int i) {
        return i == from || tokens.get(i - 1).end() == tokens.get(i).start();
    }

    private static boolean kanji(String text) {
        return text.codePoints().noneMatch(Character::isDigit);
    }

    private static List<Piece> number(List<Token> tokens, int from, int to) {
        StringBuilder said = new StringBuilder();
        tokens.subList(from, to).forEach(t -> said.append(t.surface()));
        String digits = said.toString();
        String next = to < tokens.size() && touches(tokens, from, to) ? following(tokens, to) : "";
        Token before = from > 0 && touches(tokens, from - 1, from) ? tokens.get(from - 1) : null;
        if (stays(digits, next, before)) {
            List<Piece> same = new ArrayList<>();
            tokens.subList(from, to).forEach(t -> same.add(new Piece(t.surface(), t, t)));
            return same;
        }
        boolean grouped = !next.startsWith("年") && !next.startsWith("号") && !next.startsWith("番");
        return List.of(new Piece(write(digits, grouped), tokens.get(from), tokens.get(to - 1)));
    }

    private static String following(List<Token> tokens, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < tokens.size() && text.length() < 5; i++) {
            text.append(tokens.get(i).surface());
        }
        return text.toString();
    }

    private static boolean stays(String digits, String next, Token before) {
        boolean counted = COUNTER.matcher(next).find();
        String previous = before == null ? "" : before.surface();
        if (digits.length() == 1) {
            boolean ordinal = previous.equals("第") || previous.equals("もう") || previous.equals("万が");
            if (ordinal || "百千万億兆".contains(digits) || next.startsWith("つ")) {
                return true;
            }
            if (digits.equals("十") && next.startsWith("分")) {
                return !next.matches("分(?:間|後|前|ほど|くらい|ぐらい|で|か|遅|に).*");
            }
            if (!next.startsWith("時間")
                    && !next.startsWith("番線")
                    && STAYS_ALONE.stream().anyMatch((digits + next)::startsWith)) {
                return true;
            }
            if (digits.equals("一") && next.startsWith("日") && !previous.endsWith("月")) {
                return true;
            }
            if (digits.equals("一") && next.startsWith("点") || digits.equals("一") && next.matches("回(?!ず).*")) {
                return !previous.matches(".*(?:に|月|年|週)");
            }
            return !counted;
        }
        // Names of places and people (九十九里, 千葉) are tokens of their own; a lone approximate 二三 stays.
        return !counted && value(digits) < 10 && !digits.contains("点");
    }

    /** 三百五十万 → 350万, 四億八千万 → 4億8,000万, 一点五 → 1.5. */
    private static String write(String digits, boolean grouped) {
        int point = digits.indexOf('点');
        if (point > 0) {
            StringBuilder fraction = new StringBuilder();
            digits.substring(point + 1).codePoints().forEach(c -> fraction.append(value(Character.toString(c))));
            return value(digits.substring(0, point)) + "." + fraction;
        }
        StringBuilder out = new StringBuilder();
        int start = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (GROUPS.containsKey(digits.charAt(i))) {
                String part = digits.substring(start, i);
                out.append(comma(part.isEmpty() ? 1 : value(part), grouped)).append(digits.charAt(i));
                start = i + 1;
            }
        }
        if (start < digits.length()) {
            String rest = digits.substring(start);
            boolean phone = rest.matches("[〇零]?[〇零一二三四五六七八九]{2,}") && rest.matches("[〇零].*");
            out.append(phone ? spelled(rest) : comma(value(rest), grouped));
        }
        return out.toString();
    }

    private static String spelled(String digits) {
        StringBuilder out = new StringBuilder();
        digits.codePoints().forEach(c -> out.append(Math.max(0, DIGITS.indexOf(c))));
        return out.toString();
    }

    private static String comma(long value, boolean grouped) {
        return grouped ? String.format(java.util.Locale.ROOT, "%,d", value) : Long.toString(value);
    }

    /** Value of numerals in any of the usual forms; recognisers say 三百五十, 三五〇 and 二 千. */
    static long value(String digits) {
        if (digits.equals("ゼロ")) {
            return 0;
        }
        long total = 0;
        long group = 0;
        long digit = -1;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int known = c == '零' ? 0 : c >= '0' && c <= '9' ? c - '0' : DIGITS.indexOf(c);
            if (known >= 0) {
                digit = Math.min(Long.MAX_VALUE / 100, Math.max(digit, 0) * 10 + known);
            } else if (UNITS.containsKey(c)) {
                group += (digit < 0 ? 1 : digit) * UNITS.get(c);
                digit = -1;
            } else if (GROUPS.containsKey(c)) {
                total += (group + Math.max(digit, group == 0 && digit < 0 ? 1 : 0)) * GROUPS.get(c);
                group = 0;
                digit = -1;
            }
        }
        return total + group + Math.max(digit, 0);
    }
}
