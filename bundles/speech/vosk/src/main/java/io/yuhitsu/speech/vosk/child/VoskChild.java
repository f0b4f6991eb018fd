package io.yuhitsu.speech.vosk.child;

import com.sun.jna.NativeLibrary;
import io.yuhitsu.children.child.CallHandler;
import io.yuhitsu.children.child.ChildMain;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.children.child.UnusableArgumentsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** The process in which Vosk runs. Keeps its model loaded; each call is one stretch of speech. Arguments: folder of natives, model. */
public final class VoskChild implements CallHandler {
    /** To the child: PCM, 16 kHz mono, 16 bit signed little endian. */
    public static final int PCM = 1;

    /** From the child: what Vosk gave for one sentence, JSON in UTF-8. */
    public static final int SENTENCE = 2;

    /** From the child: there are no more sentences. */
    public static final int DONE = 3;

    private static final float SAMPLE_RATE = 16_000;

    /** A quarter of a second, as in Vosk's examples: how often it looks whether a sentence has ended. */
    private static final int CHUNK = 8_000;

    /** Any number will do, as long as it is always the same. */
    private static final int NOISE_SEED = 1;

    private final Model model;
    private final NativeLibrary libc = NativeLibrary.getInstance("c");

    private VoskChild(Path model) throws UnusableArgumentsException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        try {
            this.model = new Model(model.toString());
        } catch (IOException e) {
            throw new UnusableArgumentsException("the model cannot be loaded", e);
        }
    }

    /** @param args a folder in which native libraries can lie, and the folder of the model */
    public static void main(String[] args) {
        ChildMain.serve(() -> {
            Natives.unpack(Path.of(args[0]));
            return new VoskChild(Path.of(args[1]));
        });
    }

    @Override
    public void handle(Frame first, Parent parent) throws IOException {
        // Most models have Kaldi add a little noise first. The same stretch is to give the same words whenever it
        // is recognised.
        libc.getFunction("srand").invokeVoid(new Object[] {NOISE_SEED});
        byte[] chunk = new byte[CHUNK];
        // Model is thread-safe, Recognizer is not, and it keeps what it has heard: one per stretch.
        try (Recognizer recognizer = new Recognizer(model, SAMPLE_RATE)) {
            recognizer.setWords(true);
            ByteBuffer pcm = first.body();
            while (pcm.hasRemaining()) {
                int length = Math.min(CHUNK, pcm.remaining());
                pcm.get(chunk, 0, length);
                if (recognizer.acceptWaveForm(chunk, length)) {
                    send(recognizer.getResult(), parent);
                }
            }
            send(recognizer.getFinalResult(), parent);
        }
        parent.send(DONE);
    }

    private static void send(String sentence, Parent parent) throws IOException {
        parent.send(SENTENCE, ByteBuffer.wrap(sentence.getBytes(StandardCharsets.UTF_8)));
    }
}
