package io.yuhitsu.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.itests.check.Expected;
import io.yuhitsu.itests.driver.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that end otherwise than as minutes are told, unless somebody wanted it. */
class SiteTest {
    @TempDir
    Path folder;

    private final Tally tally = new Tally(line -> {});
    private Site site;

    @BeforeEach
    void open() throws IOException {
        Path samples = Files.createDirectory(folder.resolve("samples"));
        site = new Site(Installation.at(folder, folder), folder.resolve("work"), samples, tally);
    }

    private Expected hand(Expected.Fate fate) throws IOException {
        Path file = Files.writeString(folder.resolve("a.wav"), "sound");
        return site.hand(file, "default", "a.wav", fate);
    }

    private static ObjectNode job(Expected recording, String state, String code) {
        ObjectNode job = new JsonMapper().createObjectNode().put("id", "j01").put("state", state);
        job.putObject("recording").put("sha256", recording.sha256());
        job.putObject("error").put("code", code);
        return job;
    }

    @Test
    void aJobThatDiedByItselfIsToldOnceWithItsReason() throws IOException {
        ObjectNode job = job(hand(Expected.Fate.MINUTES), "DEAD", "decoding-failed");
        assertThat(site.isDoomed(job)).isFalse();
        site.tellIfUnwanted(job);
        site.tellIfUnwanted(job);
        assertThat(tally.failures()).containsExactly("only-the-poison-dies: job j01 is DEAD (decoding-failed)");
    }

    @Test
    void aPoisonMayDieButOnlyAsAPoison() throws IOException {
        Expected poison = hand(Expected.Fate.POISON);
        site.tellIfUnwanted(job(poison, "DEAD", "poison"));
        assertThat(tally.failures()).isEmpty();
        site.tellIfUnwanted(job(poison, "DEAD", "decoding-failed"));
        assertThat(tally.failures()).hasSize(1);
    }

    @Test
    void onlyWhatAScenarioDoomedIsTriedAgainAndOnlyUntilAllHasEnded() throws IOException {
        Expected doomed = site.doom(hand(Expected.Fate.MINUTES), "CANCELLED");
        assertThat(site.isDoomed(job(doomed, "CANCELLED", null))).isTrue();
        assertThat(site.isDoomed(job(doomed, "DEAD", null))).isFalse();
        site.pardon();
        assertThat(site.isDoomed(job(doomed, "CANCELLED", null))).isFalse();
    }
}
