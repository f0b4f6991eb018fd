package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.SampleMinutes;
import io.yuhitsu.json.TranscriptJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TranscriptRendererTest implements MinutesRendererContract {
    private final TranscriptRenderer renderer = new TranscriptRenderer();

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
    public String readable(byte[] document) throws IOException {
        return TranscriptJson.read(new ByteArrayInputStream(document)).toString();
    }

    @Test
    void wordsAndTimesComeBack() throws Exception {
        MinutesRenderer.Source source = SampleMinutes.japanese();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(source, out);
        assertThat(TranscriptJson.read(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(source.transcript());
    }
}
