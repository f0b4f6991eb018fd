package io.yuhitsu.api.spi;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.text.Message;
import java.io.Closeable;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns recordings of any kind into PCM. Thread-safe; blocks; works on hostile input with bounded time, memory and output. */
@ConsumerType
public interface AudioDecoder {
    /** Samples per second of all PCM in this system; mono, 16 bit signed, little endian. */
    int SAMPLE_RATE = 16_000;

    /** PCM bytes per millisecond. */
    int BYTES_PER_MS = SAMPLE_RATE * 2 / 1000;

    /**
     * Code of the BAD_INPUT failure that says that so much of a recording is missing that nothing can be decoded (an MP4 without its index,
     * a file of zeros): it may still be being written.
     */
    String INCOMPLETE = "recording-incomplete";

    /**
     * Looks at a recording without decoding all of it.
     *
     * @throws FailureException BAD_INPUT: no recording, the reason says what it really is; BUSY; INTERNAL
     */
    Recorded probe(AudioSource source, CancelToken cancel) throws FailureException, InterruptedException;

    /** Begins to decode. The caller reads {@link Decoding#pcm} and closes. */
    Decoding decode(AudioSource source, CancelToken cancel) throws FailureException, InterruptedException;

    /** A recording that is being decoded; runs only as far ahead as its reader. Used by one thread. */
    interface Decoding extends Closeable {
        /** 16 kHz mono PCM, 16 bit signed little endian, to the end. Its IOExceptions have a {@link FailureException} as cause. */
        InputStream pcm();

        /** After the end of {@link #pcm}: what a reader of the minutes should know (damaged parts left out, the end is missing). */
        List<Message> notices();

        @Override
        void close();
    }
}
