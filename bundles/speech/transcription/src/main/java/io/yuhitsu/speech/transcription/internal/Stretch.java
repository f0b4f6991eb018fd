package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import java.nio.ByteBuffer;

/**
 * A piece of a recording between two cuts.
 *
 * @param index 0-based, in the order of the recording
 * @param startMs from the beginning of the recording
 * @param pcm 16 kHz mono, 16 bit signed little endian; its length gives the end
 * @param silent nothing at all is to be heard, so that nobody has to listen
 */
record Stretch(int index, long startMs, byte[] pcm, boolean silent) {
    long durationMs() {
        return pcm.length / AudioDecoder.BYTES_PER_MS;
    }

    long endMs() {
        return startMs + durationMs();
    }

    ByteBuffer samples() {
        return ByteBuffer.wrap(pcm).asReadOnlyBuffer();
    }
}
