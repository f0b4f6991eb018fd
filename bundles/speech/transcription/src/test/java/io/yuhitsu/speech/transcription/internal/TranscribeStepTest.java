package io.yuhitsu.speech.transcription.internal;

import static io.yuhitsu.speech.transcription.internal.PlainDecoder.NO_SOURCE;
import static io.yuhitsu.speech.transcription.internal.ScriptedTranscriber.EN;
import static io.yuhitsu.speech.transcription.internal.ScriptedTranscriber.JA;
import static io.yuhitsu.speech.transcription.internal.ScriptedTranscriber.death;
import static io.yuhitsu.speech.transcription.internal.ScriptedTranscriber.speech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Word;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class TranscribeStepTest {
    private static final byte[] MEETING = meeting();
    private static final int STRETCHES = stretches();

    private final PlainDecoder decoder = new PlainDecoder(MEETING);
    private final MemoryContext context = MemoryContext.of("ja", NO_SOURCE);
    private final ScriptedTranscriber recogniser = new ScriptedTranscriber(JA);

    private static byte[] meeting() {
        Pcm pcm = new Pcm(10);
        for (int i = 0; i < 25; i++) {
            pcm.talk(4).pause(0.9);
        }
        return pcm.bytes();
    }

    private static int stretches() {
        try {
            return Pcm.cut(MEETING).size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void wordsOfAllStretchesComeInOrderWithTimesOfTheRecording() throws Exception {
        StepResult result = Steps.step(decoder, recogniser).run(context);
        assertThat(result.artifacts()).hasSize(1);
        Transcript transcript = context.transcript();
        List<Word> words = Steps.words(transcript);
        assertThat(words).extracting(Word::startMs).isSorted();
        assertThat(words.get(words.size() - 1).startMs()).isGreaterThan(120_000);
        assertThat(transcript.durationMs()).isEqualTo(MEETING.length / 32);
        assertThat(transcript.engine().model()).isEqualTo("ja-model");
        assertThat(recogniser.calls()).isEqualTo(STRETCHES);
        assertThat(decoder.isClosed()).isTrue();
    }

    @Test
    void onlyAsManyStretchesAreUnderWayAsTheRecogniserTakesAndOneMore() throws Exception {
        CountDownLatch full = new CountDownLatch(3);
        recogniser.behaving((call, pcm, model, cancel) -> {
            full.countDown();
            full.await();
            return speech(pcm, 0.9);
        });
        Steps.step(decoder, recogniser).run(context);
        assertThat(recogniser.mostRunning()).isEqualTo(3);
    }

    @Test
    void progressGrowsWithTheTimeThatIsDone() throws Exception {
        Steps.step(decoder, recogniser).run(context);
        assertThat(context.progress()).isSorted().hasSize(STRETCHES).allMatch(part -> part > 0 && part < 1);
    }

    @Test
    void restartRecognisesWhatIsMissingOnly() throws Exception {
        recogniser.behaving((call, pcm, model, cancel) -> {
            if (call > 3) {
                throw new FailureException(FailureKind.INTERNAL, new Message("fault", "故障", "fault"));
            }
            return speech(pcm, 0.9);
        });
        assertThatThrownBy(() -> Steps.step(decoder, recogniser).run(context)).isInstanceOf(FailureException.class);
        int kept = context.kept();
        assertThat(kept).isBetween(1, 3);

        ScriptedTranscriber second = new ScriptedTranscriber(JA);
        Steps.step(decoder, second).run(context);
        assertThat(second.calls()).isEqualTo(STRETCHES - kept);

        MemoryContext untouched = MemoryContext.of("ja", NO_SOURCE);
        Steps.step(decoder, new ScriptedTranscriber(JA)).run(untouched);
        assertThat(Steps.words(context.transcript())).isEqualTo(Steps.words(untouched.transcript()));
    }

    @Test
    void anotherModelBeginsAnew() throws Exception {
        Steps.step(decoder, recogniser).run(context);
        ScriptedTranscriber better = new ScriptedTranscriber(
                new io.yuhitsu.api.spi.SpeechModel(JA.name(), "vosk", JA.language(), 101, false));
        Steps.step(decoder, better).run(context);
        assertThat(better.calls()).isEqualTo(STRETCHES);
    }

    @Test
    void stretchWhoseChildDiedIsTriedAgain() throws Exception {
        Set<Long> died = ConcurrentHashMap.newKeySet();
        recogniser.behaving((call, pcm, model, cancel) -> {
            if (call == 2 && died.add(1L)) {
                throw death();
            }
            return speech(pcm, 0.9);
        });
        Steps.step(decoder, recogniser).run(context);
        assertThat(recogniser.calls()).isEqualTo(STRETCHES + 1);
        assertThat(context.kept()).isEqualTo(STRETCHES);
    }

    @Test
    void poisonousStretchEndsTheJobAndTheOthersAreKept() throws Exception {
        int length = Pcm.cut(MEETING).get(2).pcm().length;
        recogniser.behaving((call, pcm, model, cancel) -> {
            if (pcm.remaining() == length) {
                throw death();
            }
            return speech(pcm, 0.9);
        });
        assertThatThrownBy(() -> Steps.step(decoder, recogniser).run(context))
                .isInstanceOfSatisfying(FailureException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
                    assertThat(failure.reason().code()).isEqualTo("poison");
                });
        assertThat(context.kept()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void allRecognisersThatAreKilledAtOnceAreOneDeath() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        recogniser.behaving((call, pcm, model, cancel) -> {
            if (call <= 3) {
                all.countDown();
                all.await();
                throw death();
            }
            return speech(pcm, 0.9);
        });
        Steps.step(decoder, recogniser).run(context);
        assertThat(context.kept()).isEqualTo(STRETCHES);
    }

    @Test
    void poisonousBeginningEndsTheJobAlsoWhileItsLanguageIsSought() {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        ScriptedTranscriber both = new ScriptedTranscriber(JA, EN).behaving((call, pcm, model, cancel) -> {
            throw death();
        });
        assertThatThrownBy(() -> Steps.step(decoder, both).run(auto))
                .isInstanceOfSatisfying(FailureException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
                    assertThat(failure.reason().code()).isEqualTo("poison");
                });
        assertThat(both.calls()).isEqualTo(6);
    }

    @Test
    void modelWhoseProcessDiedStillHasItsSayAboutTheLanguage() throws Exception {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        Set<Long> died = ConcurrentHashMap.newKeySet();
        ScriptedTranscriber both = new ScriptedTranscriber(JA, EN).behaving((call, pcm, model, cancel) -> {
            if (model.equals(JA) && died.add(1L)) {
                throw death();
            }
            return speech(pcm, model.equals(JA) ? 0.9 : 0.5);
        });
        Steps.step(decoder, both).run(auto);
        assertThat(auto.transcript().language().getLanguage()).isEqualTo("ja");
    }

    @Test
    void decoderThatDiesIsAskedAgainAndWhatWasRecognisedIsKept() throws Exception {
        PlainDecoder mortal = new PlainDecoder(MEETING).dyingAfter(MEETING.length / 2, 2);
        Steps.step(mortal, recogniser).run(context);
        assertThat(context.kept()).isEqualTo(STRETCHES);
        // Those under way when it died are recognised again, those before it not.
        assertThat(recogniser.calls()).isBetween(STRETCHES, STRETCHES + 2 * 3);
        MemoryContext untouched = MemoryContext.of("ja", NO_SOURCE);
        Steps.step(decoder, new ScriptedTranscriber(JA)).run(untouched);
        assertThat(Steps.words(context.transcript())).isEqualTo(Steps.words(untouched.transcript()));
    }

    @Test
    void recordingThatKillsItsDecoderAtTheSamePlaceThreeTimesIsPoison() {
        PlainDecoder mortal = new PlainDecoder(MEETING).dyingAfter(MEETING.length / 2, Integer.MAX_VALUE);
        assertThatThrownBy(() -> Steps.step(mortal, recogniser).run(context))
                .isInstanceOfSatisfying(FailureException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
                    assertThat(failure.reason().code()).isEqualTo("poison");
                });
        assertThat(context.kept()).isPositive();
        assertThat(mortal.isClosed()).isTrue();
    }

    @Test
    void cancelEndsTheStepAndKeepsNothingMore() throws Exception {
        CountDownLatch busy = new CountDownLatch(3);
        recogniser.behaving((call, pcm, model, cancel) -> {
            CountDownLatch tripped = new CountDownLatch(1);
            cancel.onTrip(tripped::countDown);
            busy.countDown();
            tripped.await();
            throw new CancellationException("no longer wanted");
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<StepResult> run =
                    thread.submit(() -> Steps.step(decoder, recogniser).run(context));
            busy.await();
            context.cancel().trip();
            assertThatThrownBy(run::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
        } finally {
            thread.shutdownNow();
        }
        assertThat(context.kept()).isZero();
        assertThat(decoder.isClosed()).isTrue();
    }

    @Test
    void faultOfTheDecoderIsTheStepsFault() {
        FailureException damaged = FailureException.badInput(new Message("damaged", "壊れています", "damaged"));
        AudioDecoder broken = new PlainDecoder(MEETING) {
            @Override
            InputStream open() {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException(damaged);
                    }
                };
            }
        };
        assertThatThrownBy(() -> Steps.step(broken, recogniser).run(context)).isSameAs(damaged);
    }

    @Test
    void absentEngineModelOrLanguageIsBusyWithWhatHelps() {
        assertBusy(Steps.step(decoder), context, "no-engine");
        assertBusy(Steps.step(decoder, new ScriptedTranscriber()), context, "no-speech-model");
        assertBusy(Steps.step(decoder, new ScriptedTranscriber(EN)), context, "no-model-of-language");
        MemoryContext named =
                new MemoryContext(MemoryContext.settings("ja", "large"), NO_SOURCE, Duration.ofMinutes(2));
        assertBusy(Steps.step(decoder, recogniser), named, "model-not-installed");
    }

    private static void assertBusy(TranscribeStep step, MemoryContext context, String code) {
        assertThatThrownBy(() -> step.run(context)).isInstanceOfSatisfying(FailureException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.BUSY);
            assertThat(failure.reason().code()).isEqualTo(code);
            assertThat(failure.reason().en()).contains("./yuhitsu ");
        });
    }

    @Test
    void engineThatWentIsNotUsed() {
        TranscribeStep step = Steps.step(decoder, recogniser);
        step.removeTranscriber(recogniser);
        assertBusy(step, context, "no-engine");
    }

    @Test
    void engineOfTheHighestRankingIsUsed() throws Exception {
        ScriptedTranscriber other = new ScriptedTranscriber(JA);
        TranscribeStep step = Steps.step(decoder, recogniser);
        step.addTranscriber(other, Map.of("engine", "vosk", "service.ranking", 5));
        step.run(context);
        assertThat(recogniser.calls()).isZero();
        assertThat(other.calls()).isPositive();
    }

    @Test
    void profileMayNameAModel() throws Exception {
        MemoryContext named =
                new MemoryContext(MemoryContext.settings("auto", "en-model"), NO_SOURCE, Duration.ofMinutes(2));
        Steps.step(decoder, new ScriptedTranscriber(JA, EN)).run(named);
        assertThat(named.transcript().language().getLanguage()).isEqualTo("en");
    }

    @Test
    void languageIsTheOneWhoseRecogniserIsSurer() throws Exception {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        ScriptedTranscriber both = new ScriptedTranscriber(JA, EN)
                .behaving((call, pcm, model, cancel) -> speech(pcm, model.equals(EN) ? 0.9 : 0.5));
        Steps.step(decoder, both).run(auto);
        assertThat(auto.transcript().language().getLanguage()).isEqualTo("en");
        // What was heard in the right language is not recognised twice.
        assertThat(both.calls()).isEqualTo(STRETCHES + 1);
    }

    @Test
    void closeCallIsDecidedOnMoreSpeechButNotOnAll() throws Exception {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        ScriptedTranscriber both = new ScriptedTranscriber(JA, EN)
                .behaving((call, pcm, model, cancel) -> speech(pcm, model.equals(EN) ? 0.8 : 0.7));
        Steps.step(decoder, both).run(auto);
        assertThat(auto.transcript().language().getLanguage()).isEqualTo("en");
        assertThat(both.calls()).isBetween(STRETCHES + 2, STRETCHES * 2 - 1);
    }

    @Test
    void restartKeepsTheLanguageThatWasFound() throws Exception {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        ScriptedTranscriber first = new ScriptedTranscriber(JA, EN).behaving((call, pcm, model, cancel) -> {
            if (call > 5) {
                throw new FailureException(FailureKind.INTERNAL, new Message("fault", "故障", "fault"));
            }
            return speech(pcm, model.equals(EN) ? 0.9 : 0.5);
        });
        assertThatThrownBy(() -> Steps.step(decoder, first).run(auto)).isInstanceOf(FailureException.class);
        int kept = auto.kept();
        ScriptedTranscriber second = new ScriptedTranscriber(JA, EN);
        Steps.step(decoder, second).run(auto);
        assertThat(auto.transcript().language().getLanguage()).isEqualTo("en");
        assertThat(second.calls()).isEqualTo(STRETCHES - kept);
    }

    @Test
    void brokenModelOfAnotherLanguageDoesNotStopTheJob() throws Exception {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        ScriptedTranscriber both = new ScriptedTranscriber(JA, EN).behaving((call, pcm, model, cancel) -> {
            if (model.equals(EN)) {
                throw death();
            }
            return speech(pcm, 0.9);
        });
        Steps.step(decoder, both).run(auto);
        assertThat(auto.transcript().language().getLanguage()).isEqualTo("ja");
    }

    @Test
    void nobodySpeaksIsAnEmptyTranscriptWithANotice() throws Exception {
        recogniser.behaving((call, pcm, model, cancel) -> List.of());
        Steps.step(decoder, recogniser).run(context);
        assertThat(context.transcript().utterances()).isEmpty();
        assertThat(codes()).containsExactly("no-speech");
    }

    @Test
    void digitalSilenceIsNotListenedTo() throws Exception {
        Steps.step(new PlainDecoder(new byte[100_000 * 32]), recogniser).run(context);
        assertThat(recogniser.calls()).isZero();
        assertThat(codes()).containsExactly("no-speech");
        assertThat(context.transcript().durationMs()).isEqualTo(100_000);
    }

    @Test
    void emptyRecordingIsAnEmptyTranscript() throws Exception {
        MemoryContext auto = MemoryContext.of("auto", NO_SOURCE);
        Steps.step(new PlainDecoder(new byte[0]), new ScriptedTranscriber(EN, JA))
                .run(auto);
        assertThat(auto.transcript().utterances()).isEmpty();
        // In Tokyo the likeliest language of somebody who says nothing is Japanese.
        assertThat(auto.transcript().language().getLanguage()).isEqualTo("ja");
    }

    @Test
    void wordsStretchedOverMusicAreNoSpeech() throws Exception {
        recogniser.behaving((call, pcm, model, cancel) ->
                List.of(new Word("を", 0, 2500, 0.9), new Word("今日", 2600, 5900, 0.4), new Word("を", 6000, 7500, 0.8)));
        Steps.step(decoder, recogniser).run(context);
        assertThat(context.transcript().utterances()).isEmpty();
        assertThat(codes()).containsExactly("no-speech");
    }

    @Test
    void musicBetweenSpeechIsLeftOutAndSaidSo() throws Exception {
        recogniser.behaving(
                (call, pcm, model, cancel) -> call == 2 ? List.of(new Word("を", 0, 5000, 0.9)) : speech(pcm, 0.9));
        Steps.step(decoder, recogniser).run(context);
        assertThat(Steps.words(context.transcript()))
                .noneMatch(word -> word.text().equals("を"));
        assertThat(codes()).containsExactly("sounds-left-out");
    }

    @Test
    void demoModelAndDoubtfulWordsAreNoticedAfterTheDecodersNotices() throws Exception {
        MemoryContext english = MemoryContext.of("en", NO_SOURCE);
        ScriptedTranscriber doubtful =
                new ScriptedTranscriber(EN).behaving((call, pcm, model, cancel) -> speech(pcm, 0.4));
        PlainDecoder damaged = new PlainDecoder(MEETING, new Message("damaged", "壊れています", "damaged"));
        Steps.step(damaged, doubtful).run(english);
        assertThat(english.transcript().notices())
                .extracting(Message::code)
                .containsExactly("damaged", "demo-model", "low-confidence");
    }

    @Test
    void settingThatCannotBeIsNamed() {
        assertThatThrownBy(() -> new TranscribeStep(0, decoder, raw -> null)).hasMessageContaining("detection.seconds");
    }

    private List<String> codes() throws IOException {
        return context.transcript().notices().stream().map(Message::code).toList();
    }
}
