package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.intake.Arrivals;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final Instant NOON = Instant.parse("2026-11-09T03:00:00Z");

    @Test
    void whatWaitsAtOpenEntriesIsNamedLongestFirst() {
        Arrivals inbox = longerThan -> List.of(waiting("b.wav", 5), waiting("c.wav", 9));
        Arrivals share = longerThan -> List.of(waiting("a.wav", 7));
        Entries entries = new Entries();
        entries.addArrivals(inbox);
        entries.addArrivals(share);
        assertThat(entries.waiting(Duration.ofMinutes(1)))
                .extracting(Arrivals.Waiting::name)
                .containsExactly("b.wav", "a.wav", "c.wav");
        entries.removeArrivals(inbox);
        assertThat(entries.waiting(Duration.ofMinutes(1)))
                .extracting(Arrivals.Waiting::name)
                .containsExactly("a.wav");
    }

    private static Arrivals.Waiting waiting(String name, int minutes) {
        return new Arrivals.Waiting(
                name, NOON.plusSeconds(60L * minutes), new Message("incomplete", "書き込み中です", "It is incomplete"));
    }
}
