package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cuts PCM into stretches in pauses. The stretches tile the recording; the same PCM gives the same cuts. Holds one stretch at most. Used
 * by one thread.
 */
final class SilenceCutter {
    /** Grows whenever the same PCM may be cut differently than before: kept segments of another version do not fit. */
    static final int VERSION = 1;

    /** What a stretch should have at least. */
    private static final int LEAST = 15_000 / Loudness.FRAME_MS;

    /** The first ones are shorter, so that a language is found out and progress is seen early. */
    private static final int LEAST_AT_FIRST = 6_000 / Loudness.FRAME_MS;

    /** The first ones: until so much was heard, but only at the beginning. */
    private static final int AT_FIRST = 20_000 / Loudness.FRAME_MS;

    private static final int BEGINNING = 120_000 / Loudness.FRAME_MS;

    /** From here on any pause will do. */
    private static final int WISH = 30_000 / Loudness.FRAME_MS;

    private static final int MOST = 60_000 / Loudness.FRAME_MS;

    /** How often a cut is looked for. */
    private static final int STEP = 480 / Loudness.FRAME_MS;

    private final InputStream in;
    private final byte[] pcm = new byte[MOST * Loudness.FRAME_BYTES];
    private final PauseFinder pauses = new PauseFinder(MOST);
    private int filled;
    private boolean ended;
    private int index;
    private long cutFrames;
    private long cutBytes;
    private int heard;

    SilenceCutter(InputStream in) {
        this.in = in;
    }

    /** The next stretch, or nothing at the end. */
    Optional<Stretch> next() throws IOException {
        while (!ended) {
            OptionalInt cut = findCut();
            if (cut.isPresent()) {
                return Optional.of(take(cut.getAsInt() * Loudness.FRAME_BYTES));
            }
            fill();
        }
        return filled == 0 ? Optional.empty() : Optional.of(take(filled));
    }

    /** Number of stretches so far. */
    int count() {
        return index;
    }

    /** Length of all stretches so far. */
    long millis() {
        return cutBytes / AudioDecoder.BYTES_PER_MS;
    }

    private void fill() throws IOException {
        int want = Math.min(STEP * Loudness.FRAME_BYTES, pcm.length - filled);
        int got = in.readNBytes(pcm, filled, want);
        // Half a sample at the end of a damaged file is none.
        int end = filled + got - (got & 1);
        for (int at = filled; at < end; at += Loudness.FRAME_BYTES) {
            pauses.add(Loudness.level(pcm, at, Math.min(at + Loudness.FRAME_BYTES, end)));
        }
        filled = end;
        ended = got < want;
    }

    private OptionalInt findCut() {
        int frames = filled / Loudness.FRAME_BYTES;
        int least = heard < AT_FIRST && cutFrames < BEGINNING ? LEAST_AT_FIRST : LEAST;
        if (frames < least) {
            return OptionalInt.empty();
        }
        if (frames < WISH) {
            // While nobody has said anything there is nothing to hurry for.
            return pauses.isQuiet(frames) ? OptionalInt.empty() : pauses.firstLong(least, frames, cutFrames);
        }
        OptionalInt cut = pauses.isQuiet(frames) ? OptionalInt.of(frames) : pauses.longest(least, frames);
        return cut.isPresent() || frames < MOST ? cut : OptionalInt.of(pauses.quietest(least, frames));
    }

    private Stretch take(int bytes) {
        int frames = (bytes + Loudness.FRAME_BYTES - 1) / Loudness.FRAME_BYTES;
        PauseFinder.Share share = pauses.remove(frames);
        long startMs = cutFrames * Loudness.FRAME_MS;
        Stretch stretch = new Stretch(index++, startMs, Arrays.copyOf(pcm, bytes), share.audible() == 0);
        System.arraycopy(pcm, bytes, pcm, 0, filled - bytes);
        filled -= bytes;
        cutFrames += frames;
        cutBytes += bytes;
        heard += share.loud();
        return stretch;
    }
}
