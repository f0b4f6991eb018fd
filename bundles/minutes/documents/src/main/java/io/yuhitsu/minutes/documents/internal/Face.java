package io.yuhitsu.minutes.documents.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The fonts that ship with the platform, best first. Thread-safe. */
enum Face {
    JAPANESE("NotoSansJP-Regular.ttf"),
    EUROPEAN("NotoSans-Regular.ttf"),
    HANGUL("NotoSansKR-Hangul.ttf"),
    CHINESE("NotoSansSC-Han.ttf"),
    EMOJI("NotoEmoji-Regular.ttf");

    /** Bold is there for the main font alone; the others stand in for single characters. */
    static final String JAPANESE_BOLD = "NotoSansJP-Bold.ttf";

    private static final String FOLDER = "/io/yuhitsu/platform/documents/fonts/";
    private static final int MOST = 0x30000;

    private final String file;
    private BitSet characters;

    Face(String file) {
        this.file = file;
    }

    /** A new one for each document, because it is bound to what the document uses; the caller closes it. */
    TrueTypeFont open() throws IOException {
        return open(file);
    }

    static TrueTypeFont open(String file) throws IOException {
        try (InputStream in = Face.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IOException("font " + file + " is missing in bundle io.yuhitsu.platform.documents");
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(SlimFont.slim(in.readAllBytes())));
        }
    }

    synchronized boolean has(int codePoint) {
        if (characters == null) {
            characters = characters();
        }
        return characters.get(codePoint);
    }

    private BitSet characters() {
        try (TrueTypeFont font = open()) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            BitSet found = new BitSet(MOST);
            for (int c = 0x20; c < MOST; c++) {
                if (glyphs.getGlyphId(c) != 0) {
                    found.set(c);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
