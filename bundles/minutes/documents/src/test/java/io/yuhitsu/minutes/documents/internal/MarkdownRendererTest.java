package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.SampleMinutes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownRendererTest implements MinutesRendererContract {
    private final MarkdownRenderer renderer = new MarkdownRenderer();

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

    /** As CommonMark reads it: a backslash before punctuation goes. */
    @Override
    public String readable(byte[] document) {
        return new String(document, StandardCharsets.UTF_8).replaceAll("\\\\(\\p{Punct})", "$1");
    }

    @Test
    void looksAsAgreed() throws Exception {
        Golden.check(renderer, SampleMinutes.japanese(), "ja");
        Golden.check(renderer, SampleMinutes.english(), "en");
    }

    @Test
    void whereNobodyToldTheSpeakersApartThereIsNoColumnForThem() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MinutesRenderer.Source source = SampleMinutes.english();
        Transcript told = source.transcript();
        List<Utterance> utterances = told.utterances().stream()
                .map(u -> new Utterance(
                        u.id(), null, u.startMs(), u.endMs(), u.text(), u.verbatim(), u.confidence(), u.words()))
                .toList();
        Transcript untold = new Transcript(
                told.job(), told.language(), told.durationMs(), told.engine(), List.of(), utterances, told.notices());
        renderer.render(new MinutesRenderer.Source(source.minutes(), untold, source.settings()), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("| Time | Words |")
                .doesNotContain("Speaker");
    }

    @Test
    void nothingThatCouldBeMarkupIsLeftBare() {
        assertThat(MarkdownRenderer.escape("<b> a|b `c` [d](e) ![f] *g* _h_ # ~ & \\"))
                .isEqualTo("\\<b\\> a\\|b \\`c\\` \\[d\\](e) !\\[f\\] \\*g\\* \\_h\\_ # \\~ \\& \\\\");
        assertThat(MarkdownRenderer.escape("1. a")).isEqualTo("1\\. a");
        assertThat(MarkdownRenderer.escape("# a")).isEqualTo("\\# a");
        assertThat(MarkdownRenderer.escape("- a - b")).isEqualTo("\\- a - b");
        assertThat(MarkdownRenderer.escape("12月1.5倍")).isEqualTo("12月1.5倍");
    }
}
