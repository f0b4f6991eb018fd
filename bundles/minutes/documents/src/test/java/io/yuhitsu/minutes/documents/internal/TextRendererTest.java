package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.SampleMinutes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextRendererTest implements MinutesRendererContract {
    private final TextRenderer renderer = new TextRenderer();

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
        return new String(document, StandardCharsets.UTF_8);
    }

    @Test
    void looksAsAgreed() throws Exception {
        Golden.check(renderer, SampleMinutes.japanese(), "ja");
        Golden.check(renderer, SampleMinutes.english(), "en");
    }
}
