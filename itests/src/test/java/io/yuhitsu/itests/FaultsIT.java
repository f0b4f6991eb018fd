package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.faults.Rounds;
import io.yuhitsu.itests.faults.Tally;
import io.yuhitsu.itests.faults.Walk;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./yuhitsu bench faults}: the steps between which an acknowledged recording could be lost or sent twice. */
class FaultsIT {
    private static final Path FOLDER = Path.of("target", "faults").toAbsolutePath();
    private static final Set<String> STEPS =
            Set.of("jobs.submit", "inbox.accept", "jobs.segment", "outbox.name", "deliveries.delivered");
    private static final long SEED = 4;

    private static Installation installation;

    private final Tally tally = new Tally(System.out::println);

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.fresh(FOLDER);
    }

    @AfterEach
    void sumUp() {
        tally.summary().forEach(System.out::println);
    }

    private static Path samples() {
        return Path.of(System.getProperty("yuhitsu.test.samples"), "ja");
    }

    @Test
    void haltsAroundTheStepsThatMatterMostLoseNothing() throws Exception {
        new Walk(installation, FOLDER, samples(), tally).run(STEPS::contains, false);
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.points()).isEqualTo(2 * STEPS.size());
    }

    @Test
    void threeRoundsOfRandomKillsLoseNothing() throws Exception {
        new Rounds(installation, FOLDER, samples(), tally, SEED).run(3, false);
        assertThat(tally.failures()).isEmpty();
    }
}
