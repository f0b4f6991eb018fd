package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.json.TranscriptJson;
import io.yuhitsu.speech.transcription.internal.TranscribeStep.Recognised;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the words of the kept segments together. */
final class Assembly {
    /** Below this a reader should know that the words are guesses; in the wrong language recognisers are about half sure. */
    private static final double GUESSED = 0.65;

    private Assembly() {}

    static RawTranscript of(StepContext context, Recognised recognised) throws FailureException {
        Recogniser recogniser = recognised.recogniser();
        List<Word> words = new ArrayList<>();
        // A meeting has many words and few different ones.
        Map<String, String> texts = new HashMap<>();
        boolean leftOut = false;
        for (Segment segment : context.segments(recogniser.plan())) {
            List<Word> found = segment.index() < recognised.stretches() ? read(context, segment) : List.of();
            if (Plausibility.of(found).isSpeech()) {
                for (Word word : found) {
                    words.add(new Word(
                            texts.computeIfAbsent(word.text(), text -> text),
                            word.startMs(),
                            word.endMs(),
                            word.confidence()));
                }
            } else {
                leftOut |= !found.isEmpty();
            }
        }
        return new RawTranscript(
                context.job().id(),
                recogniser.model().language(),
                recognised.durationMs(),
                new Engine(recogniser.engine(), recogniser.model().name()),
                words,
                notices(recognised, words, leftOut));
    }

    private static List<Message> notices(Recognised recognised, List<Word> words, boolean leftOut) {
        List<Message> notices = new ArrayList<>(recognised.notices());
        if (recognised.recogniser().model().demo()) {
            notices.add(TranscribeStep.TEXTS.message("demo-model"));
        }
        if (words.isEmpty()) {
            notices.add(TranscribeStep.TEXTS.message("no-speech"));
        } else if (Plausibility.of(words).confidence() < GUESSED) {
            notices.add(TranscribeStep.TEXTS.message("low-confidence"));
        }
        if (leftOut && !words.isEmpty()) {
            notices.add(TranscribeStep.TEXTS.message("sounds-left-out"));
        }
        return notices;
    }

    private static List<Word> read(StepContext context, Segment segment) throws FailureException {
        try {
            return TranscriptJson.words(context.words(segment));
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, TranscribeStep.TEXTS.message("words-unreadable"), e);
        }
    }
}
