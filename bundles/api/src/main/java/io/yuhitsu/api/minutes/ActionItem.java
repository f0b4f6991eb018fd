package io.yuhitsu.api.minutes;

import java.time.LocalDate;
import java.util.List;

/**
 * Something that somebody is to do.
 *
 * @param id {@code a1}, {@code a2}, …
 * @param owner as named in the meeting, null when nobody was named
 * @param due resolved against the meeting's date, null when it cannot be
 * @param dueText as spoken, null when no time was given
 * @param evidence at most 6 utterances
 * @param confidence 0 to 1
 * @param needsReview a person should look at it (要確認)
 */
public record ActionItem(
        String id,
        String text,
        String owner,
        LocalDate due,
        String dueText,
        List<Evidence> evidence,
        double confidence,
        boolean needsReview) {
    public ActionItem {
        evidence = List.copyOf(evidence);
    }
}
