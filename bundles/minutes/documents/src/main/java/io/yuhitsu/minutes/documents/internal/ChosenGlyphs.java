package io.yuhitsu.minutes.documents.internal;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.CmapSubtable;
import org.apache.fontbox.ttf.CmapTable;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * A font's table of characters, cut down to those that one document draws with it.
 *
 * <p>In these fonts some glyphs stand for several characters: 長 and the radical ⻑, ・ and ‧, 〜 and ～. A PDF maps each glyph back to one
 * character, and PDFBox takes the lowest, so that a search for 長 would find nothing. With this table there is only the one that was meant;
 * a second character for the same glyph is told to go elsewhere (see {@link PdfFonts}).
 */
final class ChosenGlyphs extends CmapSubtable {
    private final Map<Integer, Integer> glyphs = new HashMap<>();
    private final Map<Integer, Integer> characters = new HashMap<>();

    private ChosenGlyphs() {
        setPlatformId(CmapTable.PLATFORM_WINDOWS);
        setPlatformEncodingId(CmapTable.ENCODING_WIN_UNICODE_FULL);
    }

    /** Cuts the font down. @return the characters that share a glyph with one before them, or have none */
    static BitSet cut(TrueTypeFont font, BitSet wanted) throws IOException {
        CmapLookup all = font.getUnicodeCmapLookup();
        ChosenGlyphs chosen = new ChosenGlyphs();
        BitSet left = new BitSet();
        wanted.stream().forEach(c -> {
            int glyph = all.getGlyphId(c);
            if (glyph == 0 || chosen.characters.putIfAbsent(glyph, c) != null) {
                left.set(c);
            } else {
                chosen.glyphs.put(c, glyph);
            }
        });
        font.getCmap().setCmaps(new CmapSubtable[] {chosen});
        return left;
    }

    @Override
    public int getGlyphId(int character) {
        return glyphs.getOrDefault(character, 0);
    }

    @Override
    public List<Integer> getCharCodes(int glyph) {
        Integer character = characters.get(glyph);
        return character == null ? null : List.of(character);
    }
}
