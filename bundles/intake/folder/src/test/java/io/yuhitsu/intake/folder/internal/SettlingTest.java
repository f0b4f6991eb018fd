package io.yuhitsu.intake.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {
    private static final Instant START = Instant.parse("2026-11-09T01:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final HandSetClock clock = new HandSetClock();
    private final Settling settling = new Settling(clock, SETTLE, Duration.ofSeconds(30));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.wav"), "sound");
    }

    @Test
    void aFileThatChangedBetweenTwoLooksRestsFromItsChangeOn() throws IOException {
        look();
        clock.pass(400);
        look();
        Instant changed = clock.instant().minusMillis(300);

        assertThat(isAtRest(seen(5, changed))).isFalse();
        assertThat(settling.untilNextRest(Duration.ofSeconds(9))).isEqualTo(SETTLE.minusMillis(300));
        clock.pass(1699);
        assertThat(isAtRest(seen(5, changed))).isFalse();
        clock.pass(1);
        assertThat(isAtRest(seen(5, changed))).isTrue();
    }

    @Test
    void aChangeTimeOfAnotherClockIsNotBelieved() throws IOException {
        look();
        clock.pass(400);
        look();

        for (Instant changed : new Instant[] {START.minusSeconds(3600), START.plusSeconds(3600)}) {
            settling.looking(clock.instant(), Set.of());
            assertThat(isAtRest(seen(5, changed))).isFalse();
            assertThat(settling.untilNextRest(Duration.ofSeconds(9))).isEqualTo(SETTLE);
        }
    }

    @Test
    void whatLiesThereAtTheFirstLookIsWatchedBeforeItIsTaken() throws IOException {
        look();

        assertThat(isAtRest(seen(5, START.minusMillis(1)))).isFalse();
        assertThat(settling.untilNextRest(Duration.ofSeconds(9))).isEqualTo(SETTLE);
    }

    @Test
    void aChangeThatMovesNoOtherTimeThanTheChangeTimeBeginsTheRestAnew() throws IOException {
        look();
        isAtRest(seen(5, START));
        clock.pass(1900);
        look();
        clock.pass(50);
        look();

        assertThat(isAtRest(seen(5, START.plusMillis(1940)))).isFalse();
        clock.pass(1900);
        assertThat(isAtRest(seen(5, START.plusMillis(1940)))).isFalse();
        clock.pass(100);
        assertThat(isAtRest(seen(5, START.plusMillis(1940)))).isTrue();
    }

    @Test
    void whoCannotBeTakenIsLeftAloneLongerEachTime() throws IOException {
        look();
        isAtRest(seen(5, START));
        clock.pass(2000);
        assertThat(isAtRest(seen(5, START))).isTrue();
        settling.refused(file);
        assertThat(isAtRest(seen(5, START))).isFalse();
        clock.pass(1000);
        assertThat(isAtRest(seen(5, START))).isTrue();
        settling.refused(file);
        clock.pass(1000);
        assertThat(isAtRest(seen(5, START))).isFalse();
        clock.pass(1000);
        assertThat(isAtRest(seen(5, START))).isTrue();
    }

    private void look() {
        settling.looking(clock.instant(), Set.of(file));
    }

    private boolean isAtRest(Arrival arrival) throws IOException {
        return settling.isAtRest(file, arrival, false, false);
    }

    private static Arrival seen(long size, Instant changed) {
        return new Arrival(1L, size, FileTime.from(START), FileTime.from(changed));
    }

    private static final class HandSetClock extends Clock {
        private Instant now = START;

        void pass(long millis) {
            now = now.plusMillis(millis);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
