package io.yuhitsu.api.minutes;

import java.util.List;

/**
 * Something that the meeting settled.
 *
 * @param id {@code d1}, {@code d2}, …
 * @param evidence at most 6 utterances
 * @param confidence 0 to 1
 * @param needsReview a person should look at it (要確認)
 */
public record Decision(String id, String text, List<Evidence> evidence, double confidence, boolean needsReview) {
    public Decision {
        evidence = List.copyOf(evidence);
    }
}
