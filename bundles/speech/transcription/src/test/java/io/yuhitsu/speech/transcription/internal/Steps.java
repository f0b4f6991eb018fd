package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.util.List;
import java.util.Map;

/** The step with what a test gives it. */
final class Steps {
    private Steps() {}

    static TranscribeStep step(AudioDecoder decoder, Transcriber... transcribers) {
        TranscribeStep step = new TranscribeStep(60, decoder, Steps::oneUtterance);
        for (Transcriber transcriber : transcribers) {
            step.addTranscriber(transcriber, Map.of(Transcriber.ENGINE, "vosk"));
        }
        return step;
    }

    /** All words in one utterance. */
    private static Transcript oneUtterance(RawTranscript raw) {
        List<Word> words = raw.words();
        List<Utterance> utterances = words.isEmpty()
                ? List.of()
                : List.of(new Utterance(
                        "u1",
                        null,
                        words.get(0).startMs(),
                        words.get(words.size() - 1).endMs(),
                        "",
                        "",
                        1,
                        words));
        return new Transcript(
                raw.job(), raw.language(), raw.durationMs(), raw.engine(), List.of(), utterances, raw.notices());
    }

    static List<Word> words(Transcript transcript) {
        return transcript.utterances().stream()
                .flatMap(utterance -> utterance.words().stream())
                .toList();
    }
}
