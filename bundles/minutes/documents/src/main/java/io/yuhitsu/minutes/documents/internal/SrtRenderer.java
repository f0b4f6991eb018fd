package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** SubRip subtitles of the transcript. */
@Component(service = MinutesRenderer.class, property = MinutesRenderer.FORMAT + "=srt")
public final class SrtRenderer extends DocumentRenderer {
    public SrtRenderer() {
        super("srt", "transcript.srt", "application/x-subrip; charset=utf-8");
    }

    @Override
    public void render(Source source, OutputStream out) throws IOException {
        Writer writer = utf8(out);
        int[] number = {0};
        try {
            Cues.of(source.transcript(), true, cue -> write(++number[0], cue, writer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (number[0] == 0) {
            // The format has no remarks, and many players refuse an empty file.
            writer.write("1\n00:00:00,000 --> 00:00:03,000\n");
            writer.write(new Wording(source.minutes().language()).of("no-transcript") + "\n\n");
        }
        writer.flush();
    }

    private static void write(int number, Cues.Cue cue, Writer out) {
        String text = cue.lines().stream().map(SrtRenderer::plain).collect(Collectors.joining("\n"));
        try {
            out.write(number + "\n" + time(cue.startMs()) + " --> " + time(cue.endMs()) + "\n" + text + "\n\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The format knows no escapes; players take tags and braces for style, so these become their full-width twins (the same after NFKC). */
    private static String plain(String text) {
        return text.replace('<', '＜').replace('>', '＞').replace('{', '｛').replace('}', '｝');
    }

    private static String time(long ms) {
        return String.format(Locale.ROOT, "%s,%03d", Wording.clock(ms), Math.max(0, ms) % 1000);
    }
}
