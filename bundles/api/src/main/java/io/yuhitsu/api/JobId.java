package io.yuhitsu.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** One recording on its way to delivered minutes. {@code j} and 20 characters, sortable by creation time. */
public record JobId(String value) implements Comparable<JobId> {
    private static final Pattern FORM = Pattern.compile("j" + SortableId.FORM);

    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a job id: " + value);
        }
    }

    /** A new identifier that sorts behind all that were made in earlier milliseconds. */
    public static JobId next(long epochMillis) {
        return new JobId("j" + SortableId.next(epochMillis));
    }

    /** The identifier in that text, or nothing when the text cannot be one. */
    public static Optional<JobId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
