package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.spi.AudioDecoder;

/** How loud a stretch of PCM is, 30 ms by 30 ms. */
final class Loudness {
    /**
     * Kaldi's models look at 10 ms at a time and decide on every third. Cuts on this grid give them the same frames as the whole recording
     * would, and so the same words.
     */
    static final int FRAME_MS = 30;

    static final int FRAME_BYTES = FRAME_MS * AudioDecoder.BYTES_PER_MS;

    /** Levels are half decibels from 0 to here. */
    static final int TOP = 200;

    /** Below this is digital silence or the last bit of a converter: 4 of 32767 on average. */
    static final int INAUDIBLE = 24;

    private Loudness() {}

    /**
     * Level of a frame in half decibels. Neighbouring samples are subtracted from each other, so that hum, rumble and an offset count
     * little and consonants much. The same bytes give the same level on every machine.
     */
    static int level(byte[] pcm, int from, int to) {
        long energy = 0;
        int before = sample(pcm, from);
        for (int i = from; i + 1 < to; i += 2) {
            int now = sample(pcm, i);
            long change = now - before;
            energy += change * change;
            before = now;
        }
        double mean = (double) energy / Math.max(1, (to - from) / 2);
        // StrictMath: Math may differ in the last bit between machines, and a restart has to find the same cuts.
        return (int) Math.min(TOP, Math.round(20 * StrictMath.log10(1 + mean)));
    }

    private static int sample(byte[] pcm, int at) {
        return (pcm[at] & 0xff) | pcm[at + 1] << 8;
    }
}
