package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.json.MinutesJson;
import java.io.IOException;
import java.io.OutputStream;
import org.osgi.service.component.annotations.Component;

/** {@code minutes.json}. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=json")
public final class JsonRenderer extends DocumentRenderer {
    public JsonRenderer() {
        super("json", "minutes.json", "application/json");
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        MinutesJson.write(source.minutes(), out);
    }
}
