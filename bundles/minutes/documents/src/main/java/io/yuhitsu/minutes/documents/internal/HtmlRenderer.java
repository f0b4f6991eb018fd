package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One web page without scripts or other files: the minutes, and the transcript that their times lead to. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=html")
public final class HtmlRenderer extends DocumentRenderer {
    private final Branding branding;

    @Activate
    public HtmlRenderer(@Reference Branding branding) {
        super("html", "minutes.html", "text/html; charset=utf-8");
        this.branding = branding;
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Writer writer = utf8(out);
        Pages.write(
                "minutes.html.ftlh",
                Map.of(
                        "paper",
                        PaperMaker.make(source),
                        "logo",
                        branding.logo().map(Branding.Logo::dataUri).orElse("")),
                writer);
        writer.flush();
    }
}
