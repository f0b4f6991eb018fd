package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.SampleMinutes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.junit.jupiter.api.Test;

class DocxRendererTest implements MinutesRendererContract {
    private final DocxRenderer renderer = new DocxRenderer(new Branding((String) null));

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
        try (XWPFWordExtractor text = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(document)))) {
            return text.getText();
        }
    }

    @Test
    void headingsTitleAndListsAreStylesAndNotLooks() throws Exception {
        try (XWPFDocument word = render(SampleMinutes.japanese())) {
            assertThat(word.getParagraphs().stream()
                            .filter(p -> "Heading1".equals(p.getStyle()))
                            .map(XWPFParagraph::getText))
                    .containsExactly("概要", "決定事項", "アクション", "議題", "未解決の論点", "次回の予定", "根拠となる発言");
            assertThat(word.getParagraphs().stream().map(XWPFParagraph::getStyle))
                    .contains("Title", "Subtitle", "ListBullet", "ListNumber", "Notice", "Company");
            for (XWPFParagraph p : word.getParagraphs()) {
                assertThat(word.getStyles().styleExist(p.getStyle())).isTrue();
            }
        }
    }

    @Test
    void actionsAreATableWithWidthsAndARepeatedHead() throws Exception {
        try (XWPFDocument word = render(SampleMinutes.japanese())) {
            XWPFTable actions = word.getTables().get(1);
            assertThat(actions.getRow(0).isRepeatHeader()).isTrue();
            assertThat(cells(actions.getRow(0))).containsExactly("内容", "担当", "期限", "根拠");
            assertThat(cells(actions.getRow(1)))
                    .containsExactly("営業部の髙橋課長に展示会の応援を依頼する", "鈴木", "2026年11月13日(金)\n発言では「金曜日」", "00:00:59");
            assertThat(cells(actions.getRow(3))).containsExactly("会場の電源を確かめる 要確認", "未定", "未定", "00:01:37");
            for (XWPFTable table : word.getTables()) {
                for (XWPFTableRow row : table.getRows()) {
                    assertThat(row.getTableCells())
                            .allSatisfy(c -> assertThat(c.getWidth()).isPositive());
                }
            }
        }
    }

    @Test
    void languageTitleFontsHeadAndFootAreSet() throws Exception {
        try (XWPFDocument word = render(SampleMinutes.japanese())) {
            assertThat(word.getProperties().getCoreProperties().getTitle()).isEqualTo("週次定例会議");
            assertThat(word.getProperties()
                            .getCoreProperties()
                            .getUnderlyingProperties()
                            .getLanguageProperty())
                    .contains("ja");
            assertThat(word.getStyle().xmlText())
                    .contains("w:eastAsia=\"Yu Gothic\"", "<w:lang w:val=\"ja-JP\" w:eastAsia=\"ja-JP\"");
            assertThat(word.getHeaderFooterPolicy().getDefaultHeader().getText())
                    .contains("週次定例会議", "2026年11月9日(月)");
            assertThat(word.getHeaderFooterPolicy()
                            .getDefaultFooter()
                            ._getHdrFtr()
                            .xmlText())
                    .contains("NUMPAGES", "株式会社みどり商事");
        }
    }

    @Test
    void timesLeadToTheQuotes() throws Exception {
        try (XWPFDocument word = render(SampleMinutes.japanese())) {
            String xml = word.getDocument().xmlText();
            assertThat(xml).contains("w:anchor=\"u4\"").containsPattern("<w:bookmarkStart [^>]*w:name=\"u4\"");
        }
    }

    private XWPFDocument render(MinutesRenderer.Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(source, out);
        return new XWPFDocument(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<String> cells(XWPFTableRow row) {
        return row.getTableCells().stream().map(c -> c.getText()).toList();
    }
}
