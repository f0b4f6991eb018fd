package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.OddMinutes;
import io.yuhitsu.contracts.SampleMinutes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlRendererTest implements MinutesRendererContract {
    private final HtmlRenderer renderer = new HtmlRenderer(new Branding((String) null));

    @Override
    public MinutesRenderer renderer() {
        return renderer;
    }

    @Override
    public boolean showsTranscript() {
        return true;
    }

    @Override
    public String readable(byte[] document) {
        String body = new String(document, StandardCharsets.UTF_8).replaceAll("(?s)<style>.*?</style>", "");
        return body.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Test
    void everyLinkLeadsToAPlaceOnThePage() throws Exception {
        String page = page(SampleMinutes.japanese());
        assertThat(Pattern.compile("href=\"#([^\"]*)\"").matcher(page).results().map((MatchResult m) -> m.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(anchor -> assertThat(page).contains("id=\"" + anchor + "\""));
    }

    @Test
    void pageNeedsNothingElse() throws Exception {
        String page = page(OddMinutes.hostile("<script src='https://example.com/x.js'></script>"));
        assertThat(page)
                .doesNotContain("<script", "<link", "<iframe", "@import", "url(")
                .contains("<html lang=\"ja\">");
        assertThat(Pattern.compile("(src|href)=\"(?!#)").matcher(page).find()).isFalse();
    }

    @Test
    void itemsInDoubtAndNoticesStandOut() throws Exception {
        assertThat(page(SampleMinutes.japanese()))
                .contains("<span class=\"flag\">要確認</span>", "<strong>お知らせ</strong>", "2026年11月9日(月)", "ファイル名による");
        assertThat(page(SampleMinutes.english()))
                .contains(
                        "<span class=\"flag\">Check</span>",
                        "Monday, 9 November 2026",
                        "from the time in the recording");
    }

    private String page(MinutesRenderer.Source source) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(source, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
