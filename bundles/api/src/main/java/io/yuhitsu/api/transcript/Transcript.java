package io.yuhitsu.api.transcript;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.text.Message;
import java.util.List;
import java.util.Locale;

/** The speech of one recording as text; {@code transcript.json}. Without utterances when nobody spoke. */
public record Transcript(
        JobId job,
        Locale language,
        long durationMs,
        Engine engine,
        List<Speaker> speakers,
        List<Utterance> utterances,
        List<Message> notices) {
    public Transcript {
        speakers = List.copyOf(speakers);
        utterances = List.copyOf(utterances);
        notices = List.copyOf(notices);
    }
}
