package io.yuhitsu.minutes.documents.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Hides from the parser of a TrueType font what the layout does not draw: ligatures, vertical forms, variation sequences. In fonts of this
 * size that is most of the memory and of the time that parsing takes, and the parser warns of the variations for each document.
 */
final class SlimFont {
    private static final Set<String> NOT_DRAWN = Set.of("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx");
    private static final int DIRECTORY = 12;
    private static final int ENTRY = 16;

    private SlimFont() {}

    /** Changes the directory of the tables in place; no table moves. */
    static byte[] slim(byte[] font) {
        ByteBuffer bytes = ByteBuffer.wrap(font);
        int tables = bytes.getShort(4);
        for (int i = 0; i < tables; i++) {
            int entry = DIRECTORY + i * ENTRY;
            String tag = new String(font, entry, 4, StandardCharsets.US_ASCII);
            if (NOT_DRAWN.contains(tag)) {
                // A name that nobody knows: the parser passes it over.
                font[entry] = 'x';
            } else if (tag.equals("cmap")) {
                dropVariations(bytes, bytes.getInt(entry + 8));
            }
        }
        return font;
    }

    /** Takes out the entry of the sub-table for platform 0, encoding 5. */
    private static void dropVariations(ByteBuffer font, int cmap) {
        int count = font.getShort(cmap + 2);
        for (int i = 0; i < count; i++) {
            int entry = cmap + 4 + i * 8;
            if (font.getInt(entry) == 5) {
                for (int j = entry; j < cmap + 4 + (count - 1) * 8; j++) {
                    font.put(j, font.get(j + 8));
                }
                font.putShort(cmap + 2, (short) (count - 1));
                return;
            }
        }
    }
}
