package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.OddMinutes;
import io.yuhitsu.contracts.SampleMinutes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PdfRendererTest implements MinutesRendererContract {
    private final PdfRenderer renderer = new PdfRenderer(new Branding((String) null));

    /** A server has no fonts, and looking for them takes seconds and leaves a cache file in the home folder. */
    @BeforeAll
    static void noFontOfTheSystemIsLookedFor() {
        FontMappers.set((FontMapper) Proxy.newProxyInstance(
                FontMapper.class.getClassLoader(), new Class<?>[] {FontMapper.class}, (proxy, method, args) -> {
                    throw new AssertionError(method.getName() + " was called");
                }));
    }

    @Override
    public MinutesRenderer renderer() {
        return renderer;
    }

    @Override
    public boolean showsTranscript() {
        return false;
    }

    @Override
    public boolean showsQuotes() {
        return true;
    }

    @Override
    public String readable(byte[] document) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document)) {
            return text(pdf);
        }
    }

    @Test
    void aReaderIsToldLanguageTitleAndStructure() throws Exception {
        try (PDDocument pdf = render(SampleMinutes.japanese())) {
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("ja");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("週次定例会議");
            assertThat(pdf.getDocumentInformation().getAuthor()).contains("株式会社みどり商事");
            assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle())
                    .isTrue();
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(tags(pdf)).contains("H1", "H2", "Table", "TH", "TD", "L", "LI", "Link", "P");
            assertThat(pdf.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .getTitle())
                    .isEqualTo("概要");
        }
        try (PDDocument pdf = render(SampleMinutes.english())) {
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
        }
    }

    @Test
    void fontsAreEmbeddedAsSubsetsAndNoGlyphIsMissing() throws Exception {
        String text = "髙橋 﨑山 𠮷野 ① ㈱ 〜～ − 😀👍❤ 한국어 简体 Łukasz 長西青 ・‧ ☎✔";
        try (PDDocument pdf = render(OddMinutes.hostile(text))) {
            Glyphs glyphs = new Glyphs();
            glyphs.getText(pdf);
            assertThat(glyphs.fonts).hasSizeGreaterThan(4).allSatisfy(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+.*");
            });
            assertThat(glyphs.missing).isEmpty();
            assertThat(MinutesRendererContract.squeezed(text(pdf)))
                    .contains(MinutesRendererContract.squeezed(text))
                    .doesNotContain("〓");
        }
    }

    @Test
    void charactersThatNoFontHasAreMarkedAndExplained() throws Exception {
        try (PDDocument pdf = render(OddMinutes.hostile("العربية"))) {
            assertThat(text(pdf)).contains("〓〓〓〓〓〓〓", "〓 は、この PDF で表示できない文字です");
        }
        try (PDDocument pdf = render(SampleMinutes.japanese())) {
            assertThat(text(pdf)).doesNotContain("〓");
        }
    }

    @Test
    void nothingLiesOutsideThePage() throws Exception {
        for (String text : List.of(
                "https://example.com/" + "abcdefghij".repeat(60),
                "W".repeat(400),
                "長い文章が続きます。".repeat(200),
                "x, y; ".repeat(300),
                "」。、".repeat(200))) {
            try (PDDocument pdf = render(OddMinutes.hostile(text))) {
                Glyphs glyphs = new Glyphs();
                glyphs.getText(pdf);
                assertThat(glyphs.outside).as(text.substring(0, 10)).isEmpty();
            }
        }
    }

    @Test
    void longTablesGoOnOverPagesWithTheirHeadAndPageNumbers() throws Exception {
        try (PDDocument pdf = render(OddMinutes.threeHours(600))) {
            int pages = pdf.getNumberOfPages();
            assertThat(pages).isGreaterThan(4);
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= pages; i++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                texts.add(stripper.getText(pdf));
                assertThat(texts.get(i - 1)).contains(i + " / " + pages);
            }
            assertThat(texts.stream().filter(t -> t.contains("担当"))).hasSizeGreaterThan(1);
            assertThat(texts.subList(1, pages)).allSatisfy(t -> assertThat(t).contains("週次定例会議", "2026年11月9日(月)"));
        }
    }

    @Test
    void emptyMinutesSaySo() throws Exception {
        try (PDDocument pdf = render(SampleMinutes.empty(Locale.JAPANESE))) {
            assertThat(text(pdf)).contains("発話はありませんでした");
        }
    }

    private PDDocument render(MinutesRenderer.Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(source, out);
        return Loader.loadPDF(out.toByteArray());
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf);
    }

    private static List<String> tags(PDDocument pdf) {
        List<String> tags = new ArrayList<>();
        pdf.getDocument()
                .getObjectsByType(COSName.getPDFName("StructElem"))
                .forEach(o -> tags.add(((COSDictionary) o.getObject()).getNameAsString(COSName.S)));
        return tags;
    }

    /** Looks at every glyph that is drawn. */
    private static final class Glyphs extends PDFTextStripper {
        private final Set<PDFont> fonts = new HashSet<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> outside = new ArrayList<>();

        Glyphs() {
            setSortByPosition(false);
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            fonts.add(text.getFont());
            for (int code : text.getCharacterCodes()) {
                if (((PDType0Font) text.getFont()).getDescendantFont().codeToCID(code) == 0) {
                    missing.add(text.getUnicode());
                }
            }
            PDPage page = getCurrentPage();
            // 20 mm at the sides and about as much at top and bottom; hanging punctuation and rounding may take a
            // little.
            float margin = 45;
            if (text.getX() < margin
                    || text.getX() + text.getWidth() > page.getMediaBox().getWidth() - margin
                    || text.getY() < 20
                    || text.getY() > page.getMediaBox().getHeight() - 20) {
                outside.add(text.getUnicode() + " at " + text.getX() + "," + text.getY());
            }
            super.processTextPosition(text);
        }
    }
}
