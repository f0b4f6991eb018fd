package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.Word;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Transcriber} has to do. */
public interface TranscriberContract {
    /** With one model at least. */
    Transcriber transcriber() throws Exception;

    /** Half a minute or so of speech in the language of the first model, PCM as the port wants it. */
    byte[] speech() throws Exception;

    /** Some of the words that are said in it, in their order. */
    List<String> said();

    @Test
    default void speechBecomesWordsInTheirOrder() throws Exception {
        List<Word> words = recognise(speech());
        List<String> texts = words.stream().map(Word::text).toList();
        assertThat(texts).containsSubsequence(said());
    }

    @Test
    default void wordsHaveTimesWithinTheStretchAndConfidences() throws Exception {
        byte[] speech = speech();
        List<Word> words = recognise(speech);
        assertThat(words).isNotEmpty().allSatisfy(word -> {
            assertThat(word.startMs()).isNotNegative().isLessThanOrEqualTo(word.endMs());
            assertThat(word.endMs()).isLessThanOrEqualTo(speech.length / AudioDecoder.BYTES_PER_MS + 1000L);
            assertThat(word.confidence()).isBetween(0.0, 1.0);
            assertThat(word.text()).isNotBlank();
        });
        assertThat(words).extracting(Word::startMs).isSorted();
    }

    @Test
    default void sameStretchGivesTheSameWordsAgain() throws Exception {
        List<Word> first = recognise(speech());
        assertThat(recognise(speech())).isEqualTo(first);
    }

    @Test
    default void silenceHasNoWords() throws Exception {
        assertThat(recognise(new byte[10_000 * AudioDecoder.BYTES_PER_MS])).isEmpty();
    }

    @Test
    default void emptyAndTinyStretchesHaveNoWords() throws Exception {
        assertThat(recognise(new byte[0])).isEmpty();
        assertThat(recognise(new byte[2])).isEmpty();
    }

    @Test
    default void wholeMinuteIsTaken() throws Exception {
        byte[] speech = speech();
        byte[] minute = new byte[60_000 * AudioDecoder.BYTES_PER_MS];
        System.arraycopy(speech, 0, minute, 0, Math.min(speech.length, minute.length));
        assertThat(recognise(minute)).isNotEmpty();
    }

    @Test
    default void bufferOfTheCallerStaysAsItIs() throws Exception {
        ByteBuffer pcm = ByteBuffer.wrap(speech()).asReadOnlyBuffer();
        int remaining = pcm.remaining();
        Transcriber transcriber = transcriber();
        assertThat(transcriber.transcribe(pcm, transcriber.models().get(0), CancelToken.none()))
                .isNotEmpty();
        assertThat(pcm.remaining()).isEqualTo(remaining);
    }

    @Test
    default void severalCallsAtOnceGiveWhatOneGives() throws Exception {
        byte[] speech = speech();
        Transcriber transcriber = transcriber();
        SpeechModel model = transcriber.models().get(0);
        List<Word> alone = transcriber.transcribe(ByteBuffer.wrap(speech), model, CancelToken.none());
        int calls = transcriber.capacity() + 1;
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            List<Future<List<Word>>> futures = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                futures.add(threads.submit(
                        () -> transcriber.transcribe(ByteBuffer.wrap(speech), model, CancelToken.none())));
            }
            for (Future<List<Word>> future : futures) {
                assertThat(future.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void trippedTokenEndsTheCall() throws Exception {
        Transcriber transcriber = transcriber();
        SpeechModel model = transcriber.models().get(0);
        CancelToken cancel = new CancelToken();
        cancel.trip();
        ByteBuffer speech = ByteBuffer.wrap(speech());
        assertThatThrownBy(() -> transcriber.transcribe(speech, model, cancel))
                .isInstanceOf(CancellationException.class);
        assertThat(recognise(speech())).isNotEmpty();
    }

    @Test
    default void modelThatIsNotThereIsBusy() throws Exception {
        Transcriber transcriber = transcriber();
        SpeechModel gone = new SpeechModel("gone", "none", Locale.JAPANESE, 1, false);
        assertThatThrownBy(() -> transcriber.transcribe(ByteBuffer.allocate(3200), gone, CancelToken.none()))
                .isInstanceOfSatisfying(FailureException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(FailureKind.BUSY));
    }

    @Test
    default void someCallMakesProgress() throws Exception {
        assertThat(transcriber().capacity()).isPositive();
    }

    private List<Word> recognise(byte[] pcm) throws Exception {
        Transcriber transcriber = transcriber();
        return transcriber.transcribe(ByteBuffer.wrap(pcm), transcriber.models().get(0), CancelToken.none());
    }
}
