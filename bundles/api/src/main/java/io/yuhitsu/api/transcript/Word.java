package io.yuhitsu.api.transcript;

/**
 * One recognised word.
 *
 * @param text as the recogniser gave it
 * @param startMs from the beginning of the recording
 * @param confidence 0 to 1
 */
public record Word(String text, long startMs, long endMs, double confidence) {}
