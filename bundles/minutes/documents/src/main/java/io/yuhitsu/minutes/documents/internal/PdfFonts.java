package io.yuhitsu.minutes.documents.internal;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The fonts of one document: only those that it needs, each cut down to the characters that it draws. */
final class PdfFonts implements Closeable {
    private final Deque<TrueTypeFont> open = new ArrayDeque<>();
    private final List<String> families = new ArrayList<>();
    private final PDDocument document;
    private final PdfRendererBuilder builder;

    /** @param characters all that the document draws; every one is in a {@link Face} */
    PdfFonts(PDDocument document, PdfRendererBuilder builder, BitSet characters) throws IOException {
        this.document = document;
        this.builder = builder;
        try {
            for (Map.Entry<Face, BitSet> share : shares(characters).entrySet()) {
                add(share.getKey(), share.getValue());
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** For {@code font-family}, best first. */
    List<String> families() {
        return families;
    }

    private static Map<Face, BitSet> shares(BitSet characters) {
        Map<Face, BitSet> shares = new EnumMap<>(Face.class);
        shares.put(Face.JAPANESE, new BitSet());
        characters.stream().forEach(c -> {
            for (Face face : Face.values()) {
                if (face.has(c)) {
                    shares.computeIfAbsent(face, f -> new BitSet()).set(c);
                    return;
                }
            }
        });
        return shares;
    }

    private void add(Face face, BitSet characters) throws IOException {
        BitSet left = characters;
        // Characters that share a glyph are drawn from one more copy of the font each, so that each can be searched
        // for.
        for (int copy = 1; !left.isEmpty(); copy++) {
            String family = face + "-" + copy;
            TrueTypeFont font = opened(face.open());
            BitSet rest = ChosenGlyphs.cut(font, left);
            use(font, family, 400);
            if (face == Face.JAPANESE) {
                TrueTypeFont bold = opened(Face.open(Face.JAPANESE_BOLD));
                ChosenGlyphs.cut(bold, left);
                use(bold, family, 700);
            }
            families.add(family);
            left = rest;
        }
    }

    private TrueTypeFont opened(TrueTypeFont font) {
        open.push(font);
        return font;
    }

    private void use(TrueTypeFont font, String family, int weight) throws IOException {
        PDType0Font loaded = PDType0Font.load(document, font, true);
        builder.useFont(new PDFontSupplier(loaded), family, weight, FontStyle.NORMAL, true);
    }

    /** After the document was saved: the glyphs are copied then. */
    @Override
    public void close() throws IOException {
        for (TrueTypeFont font : open) {
            font.close();
        }
    }
}
