package io.yuhitsu.intake.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.intake.Arrivals.Waiting;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.contracts.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Message BUSY = new Message("busy", "混雑", "busy");
    private static final Message FULL = new Message("full", "満杯", "full");

    private final MutableClock clock = new MutableClock();
    private final Waits waits = new Waits(clock);

    private static InboxScan.Candidate file(String name) {
        return new InboxScan.Candidate(Path.of("/inbox", name), Path.of(name), false, null, 0);
    }

    @Test
    void aFileIsNamedWhenItWaitsForLongerThanAskedForWithItsLastReason() {
        Instant first = clock.instant();
        waits.add(file("weekly/a.wav"), BUSY);
        clock.advance(Duration.ofSeconds(50));
        waits.add(file("b.wav"), BUSY);
        waits.add(file("weekly/a.wav"), FULL);
        clock.advance(Duration.ofSeconds(11));

        assertThat(waits.longerThan(Duration.ofMinutes(1))).containsExactly(new Waiting("weekly/a.wav", first, FULL));
        assertThat(waits.longerThan(Duration.ofSeconds(10)))
                .extracting(Waiting::name)
                .containsExactly("weekly/a.wav", "b.wav");
    }

    @Test
    void theSameReasonAgainIsNoNews() {
        assertThat(waits.add(file("a.wav"), BUSY)).isTrue();
        assertThat(waits.add(file("a.wav"), BUSY)).isFalse();
        assertThat(waits.add(file("a.wav"), FULL)).isTrue();
        assertThat(waits.add(file("b.wav"), FULL))
                .as("a thousand files, one line")
                .isFalse();
    }

    @Test
    void aFileThatIsGoneWaitsNoLonger() {
        waits.add(file("a.wav"), BUSY);
        waits.add(file("b.wav"), BUSY);
        clock.advance(Duration.ofSeconds(1));
        waits.looking(Set.of(file("b.wav").file()));
        assertThat(waits.longerThan(Duration.ZERO)).extracting(Waiting::name).containsExactly("b.wav");
    }
}
