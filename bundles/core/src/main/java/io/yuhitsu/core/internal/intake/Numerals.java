package io.yuhitsu.core.internal.intake;

/** Numbers in dates: 8, 元, 八, 十二, 二十一, 二〇二六. */
final class Numerals {
    /** Pattern of one; what it matches need not make sense. */
    static final String FORM = "(?:[0-9]{1,4}|[元〇零一二三四五六七八九十]{1,4})";

    private static final String DIGITS = "〇一二三四五六七八九";

    private Numerals() {}

    /** @return -1 when the signs make no number */
    static int parse(String text) {
        if (text.equals("元")) {
            return 1;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(text);
        }
        String kanji = text.replace('零', '〇');
        int ten = kanji.indexOf('十');
        return ten < 0 ? positional(kanji) : tens(kanji.substring(0, ten), kanji.substring(ten + 1));
    }

    private static int tens(String before, String behind) {
        int tens = before.isEmpty() ? 1 : positional(before);
        int ones = behind.isEmpty() ? 0 : positional(behind);
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static int positional(String kanji) {
        int number = 0;
        for (int i = 0; i < kanji.length(); i++) {
            int digit = DIGITS.indexOf(kanji.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
