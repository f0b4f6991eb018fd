package io.yuhitsu.minutes.rules.internal.text;

import java.time.LocalDate;

/**
 * A time that was named.
 *
 * @param date resolved against the meeting's date, null when it cannot be
 * @param text as spoken, without まで or by
 * @param due whether it was named as the time by which something is to be done
 */
public record DateMention(LocalDate date, String text, boolean due) {}
