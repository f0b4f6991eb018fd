package io.yuhitsu.api.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * What a decoder found in a recording without decoding it.
 *
 * @param container {@code wav}, {@code mp4}, …
 * @param codec {@code pcm_s16le}, {@code aac}, …
 * @param duration zero when the container does not say
 * @param recordedAt creation time in the container, null when it has none
 * @param incomplete the file ends before its container says it should: it may still be being written
 */
public record Recorded(
        String container,
        String codec,
        Duration duration,
        int channels,
        int sampleRate,
        Instant recordedAt,
        boolean incomplete) {}
