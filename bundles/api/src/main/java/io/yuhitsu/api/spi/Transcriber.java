package io.yuhitsu.api.spi;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.transcript.Word;
import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A speech recogniser. Thread-safe. */
@ConsumerType
public interface Transcriber {
    /** Service property: the engine's name, {@code vosk}. */
    String ENGINE = "engine";

    /** The models that it can use now, best first within a language. */
    List<SpeechModel> models();

    /** How many calls of {@link #transcribe} make progress at once. */
    int capacity();

    /**
     * Recognises a stretch of speech; blocks until it is done.
     *
     * @param pcm 16 kHz mono, 16 bit signed little endian, at most a minute; read-only, owned by the caller
     * @param model one of {@link #models}
     * @return words with times from the beginning of {@code pcm}; empty when nobody spoke
     * @throws FailureException BUSY: no recogniser became free; INTERNAL with {@link #CHILD_DIED} as code: the recogniser process died on
     *     this stretch
     */
    List<Word> transcribe(ByteBuffer pcm, SpeechModel model, CancelToken cancel)
            throws FailureException, InterruptedException;

    /** Code of the failure that says that a child process died. */
    String CHILD_DIED = "child-died";
}
