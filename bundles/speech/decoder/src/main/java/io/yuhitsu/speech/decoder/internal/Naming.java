package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.speech.decoder.child.Facts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Turns ffmpeg's facts into ours. */
final class Naming {
    /** Clocks that were never set begin in 1904, 1970 or 1980. */
    private static final Instant NO_CLOCK_BEFORE = Instant.parse("1990-01-01T00:00:00Z");

    /** A year that no clock shows yet; what is beyond it is no time, and far beyond it no zone can count. */
    private static final Instant NO_CLOCK_AFTER = Instant.parse("2200-01-01T00:00:00Z");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'][' ']HH:mm:ss[.SSSSSS][.SSS][XXX][XX]");

    private Naming() {}

    static Recorded recorded(Facts facts, ByteBuffer head, boolean incomplete) {
        return new Recorded(
                container(facts, head),
                facts.codec(),
                Duration.of(facts.durationMicros(), ChronoUnit.MICROS),
                facts.channels(),
                facts.sampleRate(),
                time(facts.created()),
                incomplete);
    }

    private static String container(Facts facts, ByteBuffer head) {
        return switch (facts.format()) {
            case "mov,mp4,m4a,3gp,3g2,mj2" -> mp4(facts.brand());
            case "matroska,webm" -> Bytes.text(head).contains("webm") ? "webm" : "matroska";
            default -> facts.format();
        };
    }

    private static String mp4(String brand) {
        if (brand.startsWith("3g")) {
            return "3gp";
        }
        return brand.startsWith("qt") ? "mov" : "mp4";
    }

    /** A time without a zone is meant as the clock on the wall shows it. @return null when there is no usable one */
    private static Instant time(String text) {
        try {
            TemporalAccessor time = TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof OffsetDateTime fixed
                    ? fixed.toInstant()
                    : ((LocalDateTime) time).atZone(ZoneId.systemDefault()).toInstant();
            return instant.isBefore(NO_CLOCK_BEFORE) || instant.isAfter(NO_CLOCK_AFTER) ? null : instant;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
