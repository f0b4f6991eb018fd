package io.yuhitsu.speech.transcription.internal;

import java.util.OptionalInt;

/** Finds pauses in the levels of the frames that wait to be cut, whatever the noise in the room is. All numbers are frames. */
final class PauseFinder {
    /** Frames from before the last cut that still tell how loud the room is: 15 s. */
    private static final int MEMORY = 15_000 / Loudness.FRAME_MS;

    /**
     * So much of a long pause stays with what was said before it: Kaldi's recognisers end a sentence after half a second of silence, as they
     * hear it, and begin the next one there. A cut at the same place changes nothing.
     */
    private static final int BEFORE = 630 / Loudness.FRAME_MS;

    /** So much of a pause comes behind a cut at least. */
    private static final int BEHIND = 90 / Loudness.FRAME_MS;

    /** Kaldi's recognisers look for the end of a sentence every 510 ms; long pauses are cut on this grid. */
    private static final int GRID = 510 / Loudness.FRAME_MS;

    private static final int SHORT_PAUSE = 210 / Loudness.FRAME_MS;

    /** Of the way from the room's noise to the voices, how much a pause may be above the noise. */
    private static final double SHARE = 0.3;

    /** 3 dB at least, because noise is not even; 20 dB at most, because voices are not either. */
    private static final int NARROW = 6;

    private static final int WIDE = 40;

    private final byte[] levels;
    private final int[] histogram = new int[Loudness.TOP + 1];
    /** Where the frames that wait begin; before it lies the memory. */
    private int begin;

    private int end;

    PauseFinder(int most) {
        levels = new byte[MEMORY + most];
    }

    /** What lies in frames that leave. @param audible not digital silence @param loud louder than a pause */
    record Share(int audible, int loud) {}

    void add(int level) {
        levels[end++] = (byte) level;
        histogram[level]++;
    }

    /** Whether nothing before {@code to} is louder than a pause. */
    boolean isQuiet(int to) {
        int limit = threshold();
        int at = 0;
        while (at < to && level(at) <= limit) {
            at++;
        }
        return at == to;
    }

    /** Where the first long pause can be cut, at {@code from} or later. @param offset where the frames begin in the recording */
    OptionalInt firstLong(int from, int to, long offset) {
        int limit = threshold();
        int start = -1;
        for (int at = 0; at < to; at++) {
            if (level(at) > limit) {
                start = -1;
            } else {
                start = start < 0 ? at : start;
                int cut = onGrid(Math.max(start + BEFORE, from), offset);
                if (cut + BEHIND <= at + 1) {
                    return OptionalInt.of(cut);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static int onGrid(int frame, long offset) {
        return frame + (int) Math.floorMod(-(frame + offset), (long) GRID);
    }

    /** The middle of the longest pause, the later one of equals; nothing when there is none. */
    OptionalInt longest(int from, int to) {
        int limit = threshold();
        int longest = SHORT_PAUSE - 1;
        int middle = -1;
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || level(at) > limit) {
                if (at - start > longest) {
                    longest = at - start;
                    middle = (start + at) / 2;
                }
                start = at + 1;
            }
        }
        return middle < 0 ? OptionalInt.empty() : OptionalInt.of(middle);
    }

    /** The middle of the quietest 180 ms, the later one of equals. */
    int quietest(int from, int to) {
        int best = from + BEHIND;
        int lowest = Integer.MAX_VALUE;
        for (int at = from; at + 2 * BEHIND <= to; at++) {
            int sum = 0;
            for (int i = at; i < at + 2 * BEHIND; i++) {
                sum += level(i);
            }
            if (sum <= lowest) {
                lowest = sum;
                best = at + BEHIND;
            }
        }
        return best;
    }

    /** Takes the first frames away; the last of them stay as memory. */
    Share remove(int frames) {
        int limit = threshold();
        int audible = 0;
        int loud = 0;
        for (int i = 0; i < frames; i++) {
            audible += level(i) >= Loudness.INAUDIBLE ? 1 : 0;
            loud += level(i) > limit ? 1 : 0;
        }
        begin += frames;
        int drop = Math.max(0, begin - MEMORY);
        for (int i = 0; i < drop; i++) {
            histogram[levels[i] & 0xff]--;
        }
        System.arraycopy(levels, drop, levels, 0, end - drop);
        begin -= drop;
        end -= drop;
        return new Share(audible, loud);
    }

    private int level(int frame) {
        return levels[begin + frame] & 0xff;
    }

    /** Up to this level a frame is part of a pause. */
    private int threshold() {
        int audible = 0;
        for (int level = Loudness.INAUDIBLE; level < histogram.length; level++) {
            audible += histogram[level];
        }
        if (audible == 0) {
            return Loudness.INAUDIBLE;
        }
        // Digital silence says nothing about the room, so the noise is what lies above it.
        int noise = percentile(audible / 10);
        int voices = percentile(audible - 1 - audible / 20);
        return noise + (int) Math.max(NARROW, Math.min(WIDE, SHARE * (voices - noise)));
    }

    private int percentile(int rank) {
        int seen = 0;
        int level = Loudness.INAUDIBLE;
        while (seen + histogram[level] <= rank) {
            seen += histogram[level++];
        }
        return level;
    }
}
