package io.yuhitsu.minutes.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The scorer itself: a rule of the annotation each. */
class ItemScoreTest {
    private static final int LENGTH = 8000;

    private static SampleMeeting meeting(String gold) throws IOException {
        List<SampleMeeting.Turn> turns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            turns.add(new SampleMeeting.Turn(i * 10_000L, i * 10_000L + LENGTH, null, ""));
        }
        return new SampleMeeting(
                "a", Locale.JAPANESE, LocalDate.of(2026, 11, 9), new ObjectMapper().readTree(gold), turns, null, null);
    }

    private static Evidence turn(int number) {
        return new Evidence("u" + number, number * 10_000L, number * 10_000L + LENGTH);
    }

    @SafeVarargs
    private static int found(String turns, List<Evidence>... said) throws IOException {
        SampleMeeting meeting = meeting("{\"decisions\": [" + turns + "], \"action_items\": []}");
        Minutes empty = new RulesSummarizer()
                .summarize(
                        io.yuhitsu.contracts.SummarizerContract.transcript(Locale.JAPANESE, List.of()),
                        meeting.facts(),
                        1,
                        CancelToken.none());
        List<Decision> decisions = Arrays.stream(said)
                .map(e -> new Decision("d", "x", e, 1, false))
                .toList();
        Minutes minutes = new Minutes(
                empty.job(),
                1,
                "",
                empty.language(),
                empty.date(),
                empty.dateSource(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                empty.coverage(),
                decisions,
                List.of(),
                List.of());
        ItemScore score = new ItemScore();
        score.add(meeting, minutes);
        return score.foundDecisions;
    }

    private static String gold(int... turns) {
        return "{\"text\": \"x\", \"turns\": " + Arrays.toString(turns) + "}";
    }

    @Test
    void threeTenthsOfASecondAreEnough() throws IOException {
        assertThat(found(gold(3), List.of(new Evidence("u", 28_000, 30_300)))).isEqualTo(1);
        assertThat(found(gold(3), List.of(new Evidence("u", 28_000, 30_299)))).isZero();
    }

    @Test
    void sixTurnsAreNarrowAndSevenAreNot() throws IOException {
        assertThat(found(gold(3), List.of(turn(1), turn(2), turn(3), turn(4), turn(5), turn(6))))
                .isEqualTo(1);
        assertThat(found(gold(3), List.of(turn(1), turn(2), turn(3), turn(4), turn(5), turn(6), turn(7))))
                .isZero();
    }

    @Test
    void aGoldItemIsFoundOnce() throws IOException {
        assertThat(found(gold(3), List.of(turn(3)), List.of(turn(3)))).isEqualTo(1);
    }

    @Test
    void theLargestMatchingCounts() throws IOException {
        assertThat(found(gold(1) + "," + gold(1, 2), List.of(turn(1)), List.of(turn(2))))
                .isEqualTo(2);
        assertThat(found(gold(1, 2) + "," + gold(1), List.of(turn(1)), List.of(turn(2))))
                .isEqualTo(2);
    }

    @Test
    void ownersAreComparedWithoutTitles() {
        assertThat(ItemScore.sameOwner("大野部長", "大野")).isTrue();
        assertThat(ItemScore.sameOwner("Kofi Osei (Head)", "Osei")).isTrue();
        assertThat(ItemScore.sameOwner(null, "鈴木")).isFalse();
        assertThat(ItemScore.sameOwner("田中", "鈴木")).isFalse();
        assertThat(ItemScore.sameOwner(null, null)).isTrue();
    }
}
