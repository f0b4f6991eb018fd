package io.yuhitsu.minutes.documents.internal;

import java.text.Normalizer;
import java.util.BitSet;
import org.w3c.dom.Node;

/** Makes the text of a document printable with the fonts at hand, and collects the characters that it draws. */
final class PrintText {
    /** What Japanese printers set for a type that they do not have. */
    private static final int GETA = 0x3013;

    private final BitSet characters = new BitSet();
    private boolean missing;

    PrintText() {
        // Page numbers and list markers are made by the layout; they are not in the text.
        characters.set(' ', 0x7F);
        characters.set(0x2022);
        characters.set(0xA0);
    }

    BitSet characters() {
        return characters;
    }

    /** Whether some characters are drawn as 〓. */
    boolean missing() {
        return missing;
    }

    void prepare(Node node) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            node.setNodeValue(printable(node.getNodeValue()));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!child.getNodeName().equals("style")) {
                prepare(child);
            }
        }
    }

    private String printable(String text) {
        // Composed, because a voicing mark on its own is drawn beside its letter; the same text after NFKC.
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder printable = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> add(c, printable));
        return printable.toString();
    }

    private void add(int c, StringBuilder to) {
        if (isInvisible(c)) {
            return;
        }
        if (Character.isWhitespace(c) && c != 0x3000) {
            to.append(c == '\n' ? '\n' : ' ');
            return;
        }
        if (has(c)) {
            draw(c, to);
            return;
        }
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        if (plain.codePoints().allMatch(PrintText::has)) {
            plain.codePoints().forEach(p -> draw(p, to));
        } else {
            missing = true;
            draw(GETA, to);
        }
    }

    private void draw(int c, StringBuilder to) {
        characters.set(c);
        to.appendCodePoint(c);
    }

    private static boolean has(int c) {
        for (Face face : Face.values()) {
            if (face.has(c)) {
                return true;
            }
        }
        return false;
    }

    /** Variation selectors, joiners, skin tones and the like change how their neighbours look; the fonts know no such variants. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || (c >= 0x1F3FB && c <= 0x1F3FF)
                || c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0;
    }
}
