package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.api.spi.Summarizer;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link Summarizer} keeps to, whatever it finds. */
public interface SummarizerContract {
    List<String> JAPANESE = List.of(
            "それでは定例会議を始めます。",
            "次に展示会の準備について、鈴木さんお願いします。",
            "公開日は12月1日に決定します。",
            "パンフレットは鈴木さんが来週の水曜日までに印刷してください。",
            "承知しました。",
            "予算の件は次回に持ち帰ります。",
            "次回は11月24日の火曜にしましょう。");
    List<String> ENGLISH = List.of(
            "Let's begin the weekly meeting.",
            "Next, the trade show.",
            "We decided to release the website on December 1.",
            "Emma, please ask the sales team for two people by Friday.",
            "Sure, I will ask them.",
            "Let's discuss the budget next time.",
            "The next meeting is on the 24th.");

    Summarizer summarizer();

    static Transcript transcript(Locale language, List<String> texts) {
        List<Utterance> utterances = new ArrayList<>();
        for (String text : texts) {
            long start = utterances.size() * 10_000L;
            String id = "u" + (utterances.size() + 1);
            utterances.add(new Utterance(id, null, start, start + 8000, text, text, 0.9, List.of()));
        }
        return new Transcript(
                JobId.next(0),
                language,
                texts.size() * 10_000L,
                new Engine("test", "test"),
                List.of(),
                utterances,
                List.of(new Message("demo-model", "デモ", "demo")));
    }

    static RecordingFacts facts() {
        return new RecordingFacts(
                "a.wav",
                "",
                "定例",
                LocalDate.of(2026, 11, 9),
                DateSource.FILE_NAME,
                List.of("佐藤"),
                new Recorded("wav", "pcm_s16le", Duration.ofSeconds(60), 1, 16000, null, false),
                List.of(new Message("recording-cut", "途中まで", "cut off")));
    }

    private Minutes minutes(Transcript transcript) throws FailureException, InterruptedException {
        return summarizer().summarize(transcript, facts(), 3, CancelToken.none());
    }

    @Test
    default void withoutSpeechMinutesAreEmptyAndSaySo() throws Exception {
        Minutes minutes = minutes(transcript(Locale.JAPANESE, List.of()));
        assertThat(minutes.decisions()).isEmpty();
        assertThat(minutes.actions()).isEmpty();
        assertThat(minutes.summary()).isEmpty();
        assertThat(minutes.notices()).extracting(Message::code).contains("no-speech");
    }

    @Test
    default void factsOfTheMeetingAreTakenOver() throws Exception {
        Transcript transcript = transcript(Locale.JAPANESE, JAPANESE);
        Minutes minutes = minutes(transcript);
        assertThat(minutes.job()).isEqualTo(transcript.job());
        assertThat(minutes.version()).isEqualTo(3);
        assertThat(minutes.title()).isEqualTo("定例");
        assertThat(minutes.language()).isEqualTo(Locale.JAPANESE);
        assertThat(minutes.date()).isEqualTo(LocalDate.of(2026, 11, 9));
        assertThat(minutes.dateSource()).isEqualTo(DateSource.FILE_NAME);
        assertThat(minutes.participants()).containsExactly("佐藤");
        assertThat(minutes.notices()).extracting(Message::code).contains("demo-model", "recording-cut");
        assertThat(minutes.coverage().durationMs()).isEqualTo(70_000);
        assertThat(minutes.coverage().speechMs()).isEqualTo(56_000);
    }

    @Test
    default void everyItemHasNarrowEvidenceInTheTranscript() throws Exception {
        for (Transcript transcript : List.of(
                transcript(Locale.JAPANESE, JAPANESE),
                transcript(Locale.ENGLISH, ENGLISH),
                transcript(Locale.JAPANESE, List.of(String.join("", JAPANESE))),
                transcript(Locale.ENGLISH, JAPANESE),
                transcript(Locale.JAPANESE, ENGLISH),
                transcript(Locale.JAPANESE, List.of("😀", "𠮷野さん、资料を金曜までに送ってください。", "はい。", "\uD83D")))) {
            Minutes minutes = minutes(transcript);
            Map<String, Utterance> utterances =
                    transcript.utterances().stream().collect(Collectors.toMap(Utterance::id, Function.identity()));
            for (List<Evidence> evidence : allEvidence(minutes)) {
                assertThat(evidence).hasSizeBetween(1, 6);
                for (Evidence place : evidence) {
                    Utterance utterance = utterances.get(place.utterance());
                    assertThat(utterance).isNotNull();
                    assertThat(place.startMs()).isBetween(utterance.startMs(), place.endMs());
                    assertThat(place.endMs()).isLessThanOrEqualTo(utterance.endMs());
                }
            }
        }
    }

    private static List<List<Evidence>> allEvidence(Minutes minutes) {
        List<List<Evidence>> all = new ArrayList<>();
        minutes.decisions().stream().map(Decision::evidence).forEach(all::add);
        minutes.actions().stream().map(ActionItem::evidence).forEach(all::add);
        minutes.summary().stream().map(Point::evidence).forEach(all::add);
        minutes.openQuestions().stream().map(Point::evidence).forEach(all::add);
        minutes.topics().stream().map(Topic::evidence).forEach(all::add);
        minutes.topics().forEach(t -> t.summary().stream().map(Point::evidence).forEach(all::add));
        if (minutes.nextMeeting() != null) {
            all.add(minutes.nextMeeting().evidence());
        }
        return all;
    }

    @Test
    default void itemsHaveTextsAndNumbersOfTheirOwn() throws Exception {
        for (Transcript transcript :
                List.of(transcript(Locale.JAPANESE, JAPANESE), transcript(Locale.ENGLISH, ENGLISH))) {
            Minutes minutes = minutes(transcript);
            assertThat(minutes.decisions()).extracting(Decision::id).doesNotHaveDuplicates();
            assertThat(minutes.actions()).extracting(ActionItem::id).doesNotHaveDuplicates();
            assertThat(minutes.decisions())
                    .extracting(Decision::text)
                    .isNotEmpty()
                    .noneMatch(String::isBlank);
            assertThat(minutes.actions())
                    .extracting(ActionItem::text)
                    .isNotEmpty()
                    .noneMatch(String::isBlank);
            assertThat(minutes.actions()).allMatch(a -> a.confidence() >= 0 && a.confidence() <= 1);
        }
    }

    @Test
    default void theSameTranscriptGivesTheSameMinutes() throws Exception {
        Transcript transcript = transcript(Locale.JAPANESE, JAPANESE);
        assertThat(minutes(transcript)).isEqualTo(minutes(transcript));
    }

    @Test
    default void aCancelledJobStops() {
        CancelToken cancel = new CancelToken();
        cancel.trip();
        assertThatThrownBy(() -> summarizer().summarize(transcript(Locale.JAPANESE, JAPANESE), facts(), 1, cancel))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    default void tenThousandUtterancesAreSummarised() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            texts.add(JAPANESE.get(i % JAPANESE.size()));
        }
        Minutes minutes = minutes(transcript(Locale.JAPANESE, texts));
        assertThat(minutes.summary()).hasSizeLessThanOrEqualTo(10);
        assertThat(minutes.decisions()).isNotEmpty();
    }
}
