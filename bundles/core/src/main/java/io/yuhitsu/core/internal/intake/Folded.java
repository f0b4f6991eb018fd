package io.yuhitsu.core.internal.intake;

import java.text.Normalizer;

/**
 * A name in NFC, and the same name with full-width signs as plain ones: both have the same length, so that what is found in one can be cut
 * out of the other.
 */
record Folded(String shown, String plain) {
    static Folded of(String text) {
        String nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder plain = new StringBuilder(nfc.length());
        for (int i = 0; i < nfc.length(); i++) {
            plain.append(plain(nfc.charAt(i)));
        }
        return new Folded(nfc, plain.toString());
    }

    private static char plain(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - 0xFEE0);
        }
        if (c == '\u3000' || c == '\u00A0') {
            return ' ';
        }
        boolean dash = (c >= '\u2010' && c <= '\u2015') || c == '\u2212';
        return dash ? '-' : c;
    }
}
