package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.io.OutputStream;
import org.osgi.service.component.annotations.Component;

/** {@code transcript.json}. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=transcript")
public final class TranscriptRenderer extends DocumentRenderer {
    public TranscriptRenderer() {
        super("transcript", "transcript.json", "application/json");
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        TranscriptJson.write(source.transcript(), out);
    }
}
