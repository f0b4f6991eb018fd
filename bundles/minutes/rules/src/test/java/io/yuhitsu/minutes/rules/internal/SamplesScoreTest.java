package io.yuhitsu.minutes.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.json.MinutesJson;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the rules to what they have reached on the annotated meetings; a margin lets rules change for the better elsewhere. */
class SamplesScoreTest {
    @Test
    void decisionsAndActionsOfTheSamplesAreStillFound() throws Exception {
        ScoreTable table = ScoreTable.of(m -> true);
        Files.writeString(Path.of("target/samples-score.txt"), table.toString());
        assertThat(table.row("all heard").f1()).as(table.toString()).isGreaterThan(0.83);
        assertThat(table.row("all typed").f1()).as(table.toString()).isGreaterThan(0.82);
        assertThat(table.row("recorded heard ja").f1()).as(table.toString()).isGreaterThan(0.95);
        assertThat(table.row("recorded heard en").f1()).as(table.toString()).isGreaterThan(0.95);
    }

    @Test
    void ownersAndDatesOfFoundActionsAreRightWhereSpeakersAreKnown() {
        ItemScore score = ScoreTable.of(m -> m.typed() != null).row("all typed");
        assertThat(score.owners).isGreaterThanOrEqualTo(score.foundActions * 9 / 10);
        assertThat(score.dues).isGreaterThanOrEqualTo(score.goldDues * 8 / 10);
    }

    @Test
    void minutesOfASampleAreWrittenForPeopleWhoCompareByHand() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/samples-minutes"));
        for (SampleMeeting meeting : SampleMeeting.all()) {
            Minutes minutes = ScoreTable.minutes(meeting, new RulesFormatter().format(meeting.heard()));
            Path file = folder.resolve(meeting.name() + ".json");
            try (OutputStream out = Files.newOutputStream(file)) {
                MinutesJson.write(minutes, out);
            }
            assertThat(MinutesJson.read(Files.newInputStream(file))).isEqualTo(minutes);
        }
    }
}
