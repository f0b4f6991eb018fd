package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** What a renderer is called, and UTF-8 for those that write text. */
abstract class DocumentRenderer implements MinutesRenderer {
    private final String format;
    private final String fileName;
    private final String mediaType;

    DocumentRenderer(String format, String fileName, String mediaType) {
        this.format = format;
        this.fileName = fileName;
        this.mediaType = mediaType;
    }

    @Override
    public final String format() {
        return format;
    }

    @Override
    public final String fileName() {
        return fileName;
    }

    @Override
    public final String mediaType() {
        return mediaType;
    }

    /** The caller flushes it and leaves it open: the stream below is not ours. */
    static Writer utf8(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    static void write(String text, OutputStream out) throws IOException {
        Writer writer = utf8(out);
        writer.write(text);
        writer.flush();
    }
}
