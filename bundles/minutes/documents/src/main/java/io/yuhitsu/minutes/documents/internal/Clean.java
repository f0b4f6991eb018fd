package io.yuhitsu.minutes.documents.internal;

/** Makes text from a recogniser, a file name or a person safe to lay out; says nothing about escaping. */
final class Clean {
    private Clean() {}

    /**
     * One line: blanks for line ends and control characters, nothing for characters that reorder other text, U+FFFD for half surrogate
     * pairs. XML cannot hold most of these, and a reordering character could show a reader something that was not said.
     */
    static String line(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (reorders(c)) {
                continue;
            }
            if (c == ' ' || c == '\t' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                blank = true;
                continue;
            }
            if (blank && !line.isEmpty()) {
                line.append(' ');
            }
            blank = false;
            line.appendCodePoint(isText(c) ? c : 0xFFFD);
        }
        return line.toString();
    }

    private static boolean reorders(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    }

    private static boolean isText(int c) {
        return !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
    }
}
