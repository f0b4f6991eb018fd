package io.yuhitsu.api.minutes;

/**
 * How much of the recording the minutes rest on.
 *
 * @param durationMs length of the recording
 * @param speechMs of it in utterances
 */
public record Coverage(long durationMs, long speechMs) {}
