package io.yuhitsu.intake.folder.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Remembers since when each file is as it is, and decides when it has come to rest. One thread. */
final class Settling {
    private static final int TAIL = 1 << 16;

    private final Clock clock;
    private final Duration settle;
    private final Duration settleZeros;
    private final Map<Path, Seen> files = new HashMap<>();
    private Instant look = Instant.MAX;
    private Instant lookBefore = Instant.MAX;

    Settling(Clock clock, Duration settle, Duration settleZeros) {
        this.clock = clock;
        this.settle = settle;
        this.settleZeros = settleZeros;
    }

    private static final class Seen {
        private Arrival arrival;
        private Instant since;
        private Instant notBefore = Instant.MIN;
        private int refusals;
        private Boolean endsInZeros;
    }

    /** Whether the file has been as it is for long enough and may be tried. */
    boolean isAtRest(Path file, Arrival arrival, boolean done, boolean open) throws IOException {
        Instant now = clock.instant();
        Seen seen = files.computeIfAbsent(file, f -> new Seen());
        if (!arrival.equals(seen.arrival)) {
            seen.arrival = arrival;
            seen.since = changed(arrival, now);
            seen.refusals = 0;
            seen.notBefore = Instant.MIN;
            seen.endsInZeros = null;
        }
        if (open) {
            // The writer may pause as long as it likes while it holds the file.
            seen.since = now;
            return false;
        }
        if (now.isBefore(seen.notBefore)) {
            return false;
        }
        if (done) {
            return true;
        }
        Duration quiet = Duration.between(seen.since, now);
        if (quiet.compareTo(settle) < 0) {
            return false;
        }
        if (seen.endsInZeros == null) {
            seen.endsInZeros = endsInZeros(file, arrival.size());
        }
        return !seen.endsInZeros || quiet.compareTo(settleZeros) >= 0;
    }

    /** When the file became what it is: after the look before this one, and its change time tells more unless its clock is another. */
    private Instant changed(Arrival arrival, Instant now) {
        Instant changed = arrival.changed().toInstant();
        return changed.isBefore(lookBefore) || changed.isAfter(now) ? now : changed;
    }

    /** How long until a file that is waited for may be at rest, at most the given time. */
    Duration untilNextRest(Duration most) {
        Instant now = clock.instant();
        Duration least = most;
        for (Seen seen : files.values()) {
            Instant rest = seen.since.plus(Boolean.TRUE.equals(seen.endsInZeros) ? settleZeros : settle);
            if (rest.isAfter(now) && Duration.between(now, rest).compareTo(least) < 0) {
                least = Duration.between(now, rest);
            }
        }
        return least;
    }

    /** The file could not be taken now: it is left alone for a while, longer each time, at most a minute. */
    void refused(Path file) {
        Seen seen = files.get(file);
        if (seen != null) {
            long seconds = Math.min(60, 1L << Math.min(6, seen.refusals));
            seen.refusals++;
            seen.notBefore = clock.instant().plusSeconds(seconds);
        }
    }

    /** Another look begins. @param present files that are not among these are forgotten */
    void looking(Instant began, Set<Path> present) {
        lookBefore = look;
        look = began;
        files.keySet().retainAll(present);
    }

    private static boolean endsInZeros(Path file, long size) throws IOException {
        int length = (int) Math.min(TAIL, size);
        ByteBuffer tail = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = size - length;
            while (tail.hasRemaining()) {
                int n = channel.read(tail, at + tail.position());
                if (n < 0) {
                    return false;
                }
            }
        }
        for (byte b : tail.array()) {
            if (b != 0) {
                return false;
            }
        }
        return length > 0;
    }
}
