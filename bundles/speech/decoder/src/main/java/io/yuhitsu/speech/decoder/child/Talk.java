package io.yuhitsu.speech.decoder.child;

import java.util.Set;

/** What server and decoder child say to each other. Numbers are big endian; texts are UTF with their length, as DataOutput writes them. */
public final class Talk {
    /** To the child, first: mode (1 byte), length of the source (8), hints (1). */
    public static final int OPEN = 1;
    /** To the child: the bytes that it asked for; none at the end of the source. */
    public static final int BYTES = 2;

    /** From the child: give me bytes; offset (8), most that I can take (4). */
    public static final int READ = 11;
    /** From the child: what the recording is; see {@link Facts}. */
    public static final int FACTS = 12;
    /** From the child: samples. */
    public static final int PCM = 13;
    /** From the child: the code of a notice. */
    public static final int NOTICE = 14;
    /** From the child: the code of the reason why there will be nothing (more). */
    public static final int REFUSED = 15;
    /** From the child: all samples were sent. */
    public static final int DONE = 16;

    public static final byte PROBE = 0;
    public static final byte DECODE = 1;

    /** Hint: the length in the header of a WAV file is stale, read to the end. */
    public static final byte IGNORE_LENGTH = 1;

    /** The codes of {@link #REFUSED} and {@link #NOTICE}. */
    public static final String UNKNOWN = "not-a-recording";

    public static final String NO_AUDIO = "recording-without-sound";
    public static final String NO_SAMPLES = "recording-without-samples";
    public static final String ENCRYPTED = "recording-encrypted";
    public static final String UNSUPPORTED = "recording-codec-unknown";
    public static final String DAMAGED = "recording-damaged";
    public static final String TRUNCATED = "recording-truncated";

    public static final Set<String> CODES =
            Set.of(UNKNOWN, NO_AUDIO, NO_SAMPLES, ENCRYPTED, UNSUPPORTED, DAMAGED, TRUNCATED);

    private Talk() {}
}
