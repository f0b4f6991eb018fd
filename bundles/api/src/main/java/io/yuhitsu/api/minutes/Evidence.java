package io.yuhitsu.api.minutes;

/** Where in the recording an item was said. @param utterance id of the utterance */
public record Evidence(String utterance, long startMs, long endMs) {}
