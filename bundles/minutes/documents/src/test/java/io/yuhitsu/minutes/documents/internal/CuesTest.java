package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.contracts.OddMinutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CuesTest {
    private static final String LONG = "本日は、来年度の事業計画について、各部の責任者から順番に説明していただいた上で、予算の配分を決めたいと思います。"
            + "まず営業部の田中さんから、「東日本エリア」の売上の見込みと、必要な人員の数をお話しください。";

    @Test
    void longUtterancesBecomeSeveralCuesOfTwoLinesAtMost() {
        List<Cues.Cue> cues = cues(utterance(LONG, words(LONG, 0, 20_000)));
        assertThat(cues).hasSizeGreaterThan(2).allSatisfy(cue -> {
            assertThat(cue.lines()).hasSizeBetween(1, 2);
            assertThat(cue.lines())
                    .allSatisfy(line -> assertThat(Kinsoku.width(line)).isLessThanOrEqualTo(40));
        });
        assertThat(String.join(
                        "", cues.stream().flatMap(c -> c.lines().stream()).toList()))
                .isEqualTo(LONG);
    }

    @Test
    void noLineBeginsOrEndsWithAForbiddenCharacter() {
        assertThat(cues(utterance(LONG, List.of())).stream().flatMap(c -> c.lines().stream()))
                .allSatisfy(line -> {
                    assertThat("、。」）ーっゃ").doesNotContain(line.substring(0, 1));
                    assertThat("「（").doesNotContain(line.substring(line.length() - 1));
                });
    }

    @Test
    void cuesBeginWhenTheirFirstWordIsSpoken() {
        // The first sentence is spoken in two seconds, then there is a pause.
        String first = "これは最初の文でゆっくりと始まるものです。";
        String second = "そして長い間を置いてから次の文がようやく始まります。";
        List<Word> words = new ArrayList<>(words(first, 0, 2000));
        words.addAll(words(second, 12_000, 15_000));
        List<Cues.Cue> cues = cues(utterance(first + second + first + second, words));
        assertThat(cues(utterance(first + second, words)).get(0).startMs()).isZero();
        assertThat(cues).hasSizeGreaterThan(1);
        List<Cues.Cue> two = cues(new Utterance("u1", "s1", 0, 15_000, first + second + "以上です。", "", 1, with(words)));
        assertThat(two.get(0).lines().toString()).contains("これは最初");
        assertThat(two.get(two.size() - 1).endMs()).isEqualTo(15_000);
        assertThat(two.get(1).startMs()).isGreaterThanOrEqualTo(12_000);
    }

    @Test
    void timesNeverRunBackwards() {
        long last = -1;
        for (Cues.Cue cue : cues(OddMinutes.hostile("a。".repeat(200)).transcript())) {
            assertThat(cue.startMs()).isGreaterThanOrEqualTo(last);
            assertThat(cue.endMs()).isGreaterThan(cue.startMs());
            last = cue.startMs();
        }
    }

    @Test
    void englishBreaksBetweenWords() {
        String text =
                "We will spend the remaining five thousand dollars on online advertising, and David will report next week.";
        List<Cues.Cue> cues = cues(utterance(text, List.of()));
        assertThat(String.join(
                        " ", cues.stream().flatMap(c -> c.lines().stream()).toList()))
                .isEqualTo(text);
    }

    @Test
    void aWordWithoutEndIsCutSomewhere() {
        List<Cues.Cue> cues = cues(utterance("見て https://example.com/" + "a".repeat(300), List.of()));
        assertThat(cues).allSatisfy(cue -> assertThat(cue.lines())
                .allSatisfy(line -> assertThat(Kinsoku.width(line)).isLessThanOrEqualTo(40)));
    }

    private static List<Word> with(List<Word> words) {
        List<Word> more = new ArrayList<>(words);
        more.add(new Word("以上です", 14_990, 15_000, 1));
        return more;
    }

    private static Utterance utterance(String text, List<Word> words) {
        return new Utterance("u1", "s1", 0, 20_000, text, text, 1, words);
    }

    private static List<Word> words(String text, long from, long to) {
        String letters = text.replaceAll("[、。「」]", "");
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            words.add(new Word(
                    letters.substring(i, i + 1),
                    from + (to - from) * i / letters.length(),
                    from + (to - from) * (i + 1) / letters.length(),
                    1));
        }
        return words;
    }

    private static List<Cues.Cue> cues(Utterance utterance) {
        return cues(new Transcript(
                JobId.next(0),
                Locale.JAPANESE,
                20_000,
                new Engine("vosk", "m"),
                List.of(new Speaker("s1", "A")),
                List.of(utterance),
                List.of()));
    }

    private static List<Cues.Cue> cues(Transcript transcript) {
        List<Cues.Cue> cues = new ArrayList<>();
        Cues.of(transcript, false, cues::add);
        return cues;
    }
}
