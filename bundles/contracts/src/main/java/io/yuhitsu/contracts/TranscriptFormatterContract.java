package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.TranscriptFormatter;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TranscriptFormatter} keeps to. */
public interface TranscriptFormatterContract {
    TranscriptFormatter formatter();

    @Test
    default void noWordsGiveNoUtterances() {
        Transcript transcript = formatter().format(Words.raw(Locale.JAPANESE, ""));
        assertThat(transcript.utterances()).isEmpty();
        assertThat(transcript.durationMs()).isEqualTo(60_000);
    }

    @Test
    default void everyWordIsInOneUtteranceInItsOrder() {
        for (RawTranscript raw : List.of(
                Words.raw(Locale.JAPANESE, "えー と | 今日 は 三 件 です | はい はい | 𠮷野 さん 😀 の Web Server"),
                Words.raw(Locale.ENGLISH, "um | we have have five items | 今日 😀 okay"))) {
            List<Word> words = new ArrayList<>();
            formatter().format(raw).utterances().forEach(u -> words.addAll(u.words()));
            assertThat(words).isEqualTo(raw.words());
        }
    }

    @Test
    default void utterancesAreNumberedLieInTheRecordingAndHaveText() {
        RawTranscript raw = Words.raw(Locale.JAPANESE, "では 始め ます | 今日 は 三 件 です | えー | 分かり まし た");
        Transcript transcript = formatter().format(raw);
        long at = 0;
        for (int i = 0; i < transcript.utterances().size(); i++) {
            Utterance utterance = transcript.utterances().get(i);
            assertThat(utterance.id()).isEqualTo("u" + (i + 1));
            assertThat(utterance.startMs()).isBetween(at, utterance.endMs());
            assertThat(utterance.endMs()).isLessThanOrEqualTo(raw.durationMs());
            assertThat(utterance.text()).isNotBlank();
            assertThat(utterance.verbatim()).isNotBlank();
            assertThat(utterance.confidence()).isBetween(0.0, 1.0);
            at = utterance.startMs();
        }
    }

    @Test
    default void aLongSilenceEndsAnUtterance() {
        assertThat(formatter()
                        .format(Words.raw(Locale.JAPANESE, "資料 を 送り ます | | | 分かり まし た"))
                        .utterances())
                .hasSize(2);
    }

    @Test
    default void identityLanguageEngineAndNoticesAreCarriedOver() {
        RawTranscript plain = Words.raw(Locale.ENGLISH, "hello");
        RawTranscript raw = new RawTranscript(
                plain.job(),
                plain.language(),
                plain.durationMs(),
                plain.engine(),
                plain.words(),
                List.of(new Message("demo-model", "デモ", "demo")));
        Transcript transcript = formatter().format(raw);
        assertThat(transcript.job()).isEqualTo(raw.job());
        assertThat(transcript.language()).isEqualTo(raw.language());
        assertThat(transcript.engine()).isEqualTo(raw.engine());
        assertThat(transcript.notices()).isEqualTo(raw.notices());
    }

    @Test
    default void theSameWordsGiveTheSameTranscriptOnEveryThread() {
        RawTranscript raw = Words.raw(Locale.JAPANESE, "それでは 三百五十 万 円 で 決定 し ます | はい 分かり まし た");
        Transcript once = formatter().format(raw);
        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> formatter().format(raw)))
                .allMatch(once::equals);
    }

    @Test
    default void hoursWithoutASilenceAreCutIntoUtterances() {
        String said = String.join(" ", Collections.nCopies(2000, "今日 は 資料 を 作り まし た"));
        List<Utterance> utterances =
                formatter().format(Words.raw(Locale.JAPANESE, said)).utterances();
        assertThat(utterances).hasSizeGreaterThan(10);
        assertThat(utterances).allMatch(u -> u.endMs() - u.startMs() <= 60_000);
    }
}
