package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** WebVTT subtitles of the transcript; speakers as voices. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=vtt")
public final class VttRenderer extends DocumentRenderer {
    public VttRenderer() {
        super("vtt", "transcript.vtt", "text/vtt; charset=utf-8");
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Writer writer = utf8(out);
        writer.write("WEBVTT\n");
        Wording t = new Wording(source.minutes().language());
        for (String notice : PaperMaker.notices(source)) {
            writer.write("\nNOTE " + escape(notice) + "\n");
        }
        if (source.transcript().utterances().isEmpty()) {
            writer.write("\nNOTE " + escape(t.of("no-transcript")) + "\n");
        }
        try {
            Cues.of(source.transcript(), false, cue -> write(cue, writer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private static void write(Cues.Cue cue, Writer out) {
        String voice = cue.speaker().isEmpty() ? "" : "<v " + escape(cue.speaker()) + ">";
        String text = cue.lines().stream().map(VttRenderer::escape).collect(Collectors.joining("\n"));
        try {
            out.write("\n" + time(cue.startMs()) + " --> " + time(cue.endMs()) + "\n" + voice + text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also keeps an arrow in the text from being read as a time line. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String time(long ms) {
        return String.format(Locale.ROOT, "%s.%03d", Wording.clock(ms), Math.max(0, ms) % 1000);
    }
}
