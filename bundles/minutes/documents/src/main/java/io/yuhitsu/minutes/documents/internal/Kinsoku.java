package io.yuhitsu.minutes.documents.internal;

/**
 * Where a line of Japanese or Western text may end: between any two Japanese characters but for those that must not begin or end a line
 * (禁則), and behind blanks in Western text. Shared by subtitles and PDF, so that both break alike.
 */
final class Kinsoku {
    private static final String NOT_AT_BEGIN = "、。,.，．・:;：；?!？！‼⁇⁈⁉゛゜´｀ーｰ々ゝゞヽヾ〻〃)]}）］｝〕〉》」』】〙〗｠»'\"’”…‥―—〜～‐–゠%％℃°′″¢￠"
            + "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯﾞﾟ";
    private static final String NOT_AT_END = "([{（［｛〔〈《「『【〘〖｟«‘“｢$￥¥＄£￡€#＃№";

    private Kinsoku() {}

    /** Whether a line may end before {@code index}. */
    static boolean mayBreak(CharSequence text, int index) {
        if (index <= 0 || index >= text.length()) {
            return false;
        }
        if (Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1))) {
            return false;
        }
        int before = Character.codePointBefore(text, index);
        int after = Character.codePointAt(text, index);
        if (before == ' ') {
            return after != ' ';
        }
        if (after == ' ' || joins(before) || joins(after)) {
            return false;
        }
        if (before == 0x3000) {
            return after != 0x3000;
        }
        if (after == 0x3000 || is(NOT_AT_BEGIN, after) || is(NOT_AT_END, before)) {
            return false;
        }
        // These stand in pairs and must stay together.
        if (before == after && is("…‥―—", before)) {
            return false;
        }
        return isWide(before) || isWide(after);
    }

    /** Where a reader hardly notices a break: behind punctuation and blanks, or where a phrase ends (は|会議, を|テスト). */
    static boolean isGoodBreak(CharSequence text, int index) {
        if (!mayBreak(text, index)) {
            return false;
        }
        int before = Character.codePointBefore(text, index);
        int after = Character.codePointAt(text, index);
        return before == ' ' || is("、。，．！？」』）", before) || (isHiragana(before) && !isHiragana(after));
    }

    private static boolean isHiragana(int c) {
        return c >= 0x3041 && c <= 0x309F;
    }

    private static boolean is(String set, int c) {
        return set.indexOf(c) >= 0;
    }

    /** Variation selectors, joiners, combining marks and skin tones belong to the character before them. */
    private static boolean joins(int c) {
        int type = Character.getType(c);
        return c == 0x200D
                || c == 0x2060
                || c == 0xA0
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || (c >= 0x1F3FB && c <= 0x1F3FF);
    }

    /** Takes the room of a full-width character. */
    static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0x303E)
                || (c >= 0x3041 && c <= 0xA4CF)
                || (c >= 0xA960 && c <= 0xA97F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE4F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD)
                || (c >= 0x2460 && c <= 0x24FF)
                || c == 0x2015
                || c == 0x2026;
    }

    /** In half-width columns. */
    static int width(CharSequence text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            width += columns(c);
            i += Character.charCount(c);
        }
        return width;
    }

    static int columns(int c) {
        return joins(c) && c != 0xA0 ? 0 : isWide(c) ? 2 : 1;
    }

    /** That many columns at most, and a mark where something is left out. */
    static String shortened(String text, int columns) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += columns(c);
            if (width > columns) {
                return text.substring(0, i).strip() + "…";
            }
            i += Character.charCount(c);
        }
        return text;
    }
}
