package io.yuhitsu.api.transcript;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.text.Message;
import java.util.List;
import java.util.Locale;

/**
 * What the recogniser gave, before anybody made it readable.
 *
 * @param words in the order of the recording, times from its beginning
 */
public record RawTranscript(
        JobId job, Locale language, long durationMs, Engine engine, List<Word> words, List<Message> notices) {
    public RawTranscript {
        words = List.copyOf(words);
        notices = List.copyOf(notices);
    }
}
