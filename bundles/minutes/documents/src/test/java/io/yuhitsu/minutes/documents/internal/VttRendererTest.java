package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.SampleMinutes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VttRendererTest implements MinutesRendererContract {
    private final VttRenderer renderer = new VttRenderer();

    @Override
    public MinutesRenderer renderer() {
        return renderer;
    }

    @Override
    public boolean showsTranscript() {
        return true;
    }

    @Override
    public boolean showsMinutes() {
        return false;
    }

    @Override
    public String readable(byte[] document) {
        return new String(document, StandardCharsets.UTF_8)
                .replaceAll("(?m)^\\d\\d:.* --> .*$", "")
                .replaceAll("<v [^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    @Test
    void looksAsAgreed() throws Exception {
        Golden.check(renderer, SampleMinutes.japanese(), "ja");
        Golden.check(renderer, SampleMinutes.english(), "en");
    }

    @Test
    void textCannotEndACueOrBeginATag() {
        assertThat(VttRenderer.escape("00:01.000 --> 00:02.000 <b> &"))
                .isEqualTo("00:01.000 --&gt; 00:02.000 &lt;b&gt; &amp;");
    }
}
