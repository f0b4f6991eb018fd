package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** Says by content what a file is that is no recording. */
final class WhatItIs {
    private WhatItIs() {}

    /** @return empty when the file may be a recording after all */
    static Optional<Message> otherThanARecording(ByteBuffer head) throws IOException {
        String text = new String(head.array(), 0, head.limit(), StandardCharsets.ISO_8859_1);
        if (text.startsWith("#EXTM3U") || text.startsWith("[playlist]") || text.startsWith("ffconcat ")) {
            return Optional.of(Reasons.message("file-is-playlist"));
        }
        MediaType type = Types.ALL.detect(new ByteArrayInputStream(head.array(), 0, head.limit()), new Metadata());
        return switch (type.getType()) {
            case "image" -> Optional.of(Reasons.message("file-is-image"));
            case "text" ->
                Optional.of(Reasons.message(type.getSubtype().equals("html") ? "file-is-web-page" : "file-is-text"));
            case "message" -> Optional.of(Reasons.message("file-is-mail"));
            case "audio" -> audio(type.getSubtype());
            case "application" -> application(type.getSubtype(), text);
            default -> Optional.empty();
        };
    }

    private static Optional<Message> audio(String subtype) {
        return switch (subtype) {
            case "midi", "x-midi" -> Optional.of(Reasons.message("file-is-notes"));
            case "x-mpegurl", "x-scpls" -> Optional.of(Reasons.message("file-is-playlist"));
            default -> Optional.empty();
        };
    }

    private static Optional<Message> application(String subtype, String text) {
        Message message =
                switch (subtype) {
                    case "octet-stream", "ogg", "mp4", "x-matroska", "vnd.rn-realmedia", "x-shockwave-flash" -> null;
                    case "zip" -> zip(text);
                    case "x-7z-compressed" -> Reasons.message("file-is-archive", "7z");
                    case "x-rar-compressed", "vnd.rar" -> Reasons.message("file-is-archive", "RAR");
                    case "gzip", "x-gzip" -> Reasons.message("file-is-archive", "gzip");
                    case "x-bzip2", "x-xz", "x-tar", "x-gtar", "x-lha", "x-lharc", "vnd.ms-cab-compressed" ->
                        Reasons.message("file-is-archive", subtype.replaceAll("^(x-|vnd\\.)", ""));
                    case "pdf" -> Reasons.message("file-is-document", "PDF");
                    case "rtf" -> Reasons.message("file-is-document", "RTF");
                    case "x-tika-msoffice" -> Reasons.message("file-is-document", "Office");
                    case "xhtml+xml" -> Reasons.message("file-is-web-page");
                    case "xml", "json" -> Reasons.message("file-is-text");
                    case "vnd.apple.mpegurl" -> Reasons.message("file-is-playlist");
                    case "x-msdownload", "x-dosexec", "x-executable", "x-sharedlib", "x-elf", "x-mach-o" ->
                        Reasons.message("file-is-program");
                    default -> Reasons.message("file-is-other", "application/" + subtype);
                };
        return Optional.ofNullable(message);
    }

    /** An Office document is a ZIP archive, which nobody should unpack. */
    private static Message zip(String text) {
        if (text.contains("word/")) {
            return Reasons.message("file-is-document", "Word");
        }
        if (text.contains("xl/")) {
            return Reasons.message("file-is-document", "Excel");
        }
        if (text.contains("ppt/")) {
            return Reasons.message("file-is-document", "PowerPoint");
        }
        if (text.contains("mimetypeapplication/vnd.oasis.opendocument")) {
            return Reasons.message("file-is-document", "OpenDocument");
        }
        return Reasons.message("file-is-archive", "ZIP");
    }

    /** Read when the first file comes that is no recording; most servers start without one. */
    private static final class Types {
        static final MimeTypes ALL = load();

        private static MimeTypes load() {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // Tika finds its list of types by the context class loader.
            thread.setContextClassLoader(MimeTypes.class.getClassLoader());
            try {
                return MimeTypes.getDefaultMimeTypes(MimeTypes.class.getClassLoader());
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
