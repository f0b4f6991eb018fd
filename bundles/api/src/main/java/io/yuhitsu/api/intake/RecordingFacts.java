package io.yuhitsu.api.intake;

import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.text.Message;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known about a recording when it is taken in. Meeting content: lives in a blob.
 *
 * @param fileName as it came
 * @param folder where below the entry it lay, {@code 2026/営業部}; empty for none
 * @param title from a side file or the file name
 * @param date of the meeting in the profile's time zone
 * @param participants from a side file; empty when unknown
 * @param notices what a reader of the minutes should know: the recording was cut off, …
 */
public record RecordingFacts(
        String fileName,
        String folder,
        String title,
        LocalDate date,
        DateSource dateSource,
        List<String> participants,
        Recorded recorded,
        List<Message> notices) {
    public RecordingFacts {
        participants = List.copyOf(participants);
        notices = List.copyOf(notices);
    }
}
