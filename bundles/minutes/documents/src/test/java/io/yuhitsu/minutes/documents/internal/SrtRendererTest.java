package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.SampleMinutes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SrtRendererTest implements MinutesRendererContract {
    private final SrtRenderer renderer = new SrtRenderer();

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
        return new String(document, StandardCharsets.UTF_8).replaceAll("(?m)^\\d+\n\\d\\d:.* --> .*$", "");
    }

    @Test
    void looksAsAgreed() throws Exception {
        Golden.check(renderer, SampleMinutes.japanese(), "ja");
        Golden.check(renderer, SampleMinutes.english(), "en");
    }
}
