package io.yuhitsu.api;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** One document set on its way to one target; the idempotency key of the delivery. {@code d} and 20 characters, sortable by creation time. */
public record DeliveryId(String value) implements Comparable<DeliveryId> {
    private static final Pattern FORM = Pattern.compile("d" + SortableId.FORM);

    public DeliveryId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a delivery id: " + value);
        }
    }

    /** A new identifier that sorts behind all that were made in earlier milliseconds. */
    public static DeliveryId next(long epochMillis) {
        return new DeliveryId("d" + SortableId.next(epochMillis));
    }

    /** The identifier in that text, or nothing when the text cannot be one. */
    public static Optional<DeliveryId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeliveryId(text)) : Optional.empty();
    }

    /** When it was made, to the millisecond. */
    public Instant madeAt() {
        return Instant.ofEpochMilli(SortableId.time(value.substring(1)));
    }

    @Override
    public int compareTo(DeliveryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
