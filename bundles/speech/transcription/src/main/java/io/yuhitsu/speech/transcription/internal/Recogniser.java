package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.Word;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** One model of one engine. @param engine its name */
record Recogniser(String engine, Transcriber transcriber, SpeechModel model) {
    /** Words with times from the beginning of the recording. */
    List<Word> recognise(Stretch stretch, CancelToken cancel) throws FailureException, InterruptedException {
        return transcriber.transcribe(stretch.samples(), model, cancel).stream()
                .map(word -> new Word(
                        word.text(),
                        stretch.startMs() + word.startMs(),
                        Math.min(stretch.startMs() + word.endMs(), stretch.endMs()),
                        word.confidence()))
                .toList();
    }

    /** Names how the recording is cut and recognised: segments that were kept under another name do not fit. */
    String plan() {
        CRC32 identity = new CRC32();
        identity.update((model.name() + "/" + model.bytes()).getBytes(StandardCharsets.UTF_8));
        String name = model.name().length() <= 40 ? model.name() : model.name().substring(0, 40);
        return "cut" + SilenceCutter.VERSION + " " + engine + " " + name + " "
                + HexFormat.of().toHexDigits((int) identity.getValue());
    }
}
