package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Word;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A recogniser that hears one word every 300 ms, and counts who calls it. */
final class ScriptedTranscriber implements Transcriber {
    static final SpeechModel JA = new SpeechModel("ja-model", "vosk", Locale.JAPANESE, 100, false);
    static final SpeechModel EN = new SpeechModel("en-model", "vosk", Locale.ENGLISH, 100, true);

    private final List<SpeechModel> models;
    private Behaviour behaviour = (call, pcm, model, cancel) -> speech(pcm, 0.9);
    private int calls;
    private int running;
    private int mostRunning;

    /** What it does in a call. @param call 1 for the first */
    @FunctionalInterface
    interface Behaviour {
        List<Word> hear(int call, ByteBuffer pcm, SpeechModel model, CancelToken cancel)
                throws FailureException, InterruptedException;
    }

    ScriptedTranscriber(SpeechModel... models) {
        this.models = List.of(models);
    }

    ScriptedTranscriber behaving(Behaviour other) {
        behaviour = other;
        return this;
    }

    static List<Word> speech(ByteBuffer pcm, double confidence) {
        List<Word> words = new ArrayList<>();
        for (int at = 0; at + 300 <= pcm.remaining() / 32; at += 300) {
            words.add(new Word("word", at, at + 250, confidence));
        }
        return words;
    }

    static FailureException death() {
        return new FailureException(FailureKind.INTERNAL, new Message(CHILD_DIED, "死にました", "died"));
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int mostRunning() {
        return mostRunning;
    }

    @Override
    public List<SpeechModel> models() {
        return models;
    }

    @Override
    public int capacity() {
        return 2;
    }

    @Override
    public List<Word> transcribe(ByteBuffer pcm, SpeechModel model, CancelToken cancel)
            throws FailureException, InterruptedException {
        int call;
        synchronized (this) {
            call = ++calls;
            mostRunning = Math.max(mostRunning, ++running);
        }
        try {
            return behaviour.hear(call, pcm, model, cancel);
        } finally {
            synchronized (this) {
                running--;
            }
        }
    }
}
