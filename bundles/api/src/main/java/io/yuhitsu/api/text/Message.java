package io.yuhitsu.api.text;

import java.util.Locale;
import java.util.Objects;

/**
 * A text for a person in both languages, with a stable code for programs. Messages are stored as they were written, so that they can be
 * read when the plugin that wrote them is gone. A message that goes into a database row or a log holds no meeting content and no file name.
 *
 * @param code stable, lower case with dashes: {@code recording-incomplete}
 */
public record Message(String code, String ja, String en) {
    public Message {
        Objects.requireNonNull(code);
        Objects.requireNonNull(ja);
        Objects.requireNonNull(en);
    }

    /** Japanese for a Japanese reader, English for everybody else. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("ja") ? ja : en;
    }

    @Override
    public String toString() {
        return code + ": " + en;
    }
}
