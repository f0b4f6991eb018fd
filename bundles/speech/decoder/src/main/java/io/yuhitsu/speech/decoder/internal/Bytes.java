package io.yuhitsu.speech.decoder.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads here and there in a recording. */
final class Bytes {
    private final SeekableByteChannel channel;
    private final long length;

    Bytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    long length() {
        return length;
    }

    /** At most so many bytes from there, fewer at the end; little endian. */
    ByteBuffer at(long offset, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(most, length - offset)))
                .order(ByteOrder.LITTLE_ENDIAN);
        read(offset, bytes);
        return bytes.flip();
    }

    /** Fills the buffer as far as the recording goes. */
    void read(long offset, ByteBuffer to) throws IOException {
        if (offset >= length) {
            return;
        }
        channel.position(offset);
        while (to.hasRemaining() && channel.read(to) >= 0) {
            // A channel may give less than was asked for.
        }
    }

    /** The four letters at a place of a buffer. */
    static String name(ByteBuffer bytes, int at) {
        return bytes.limit() < at + 4 ? "" : text(bytes.duplicate().position(at).limit(at + 4));
    }

    /** What is in a buffer, one character for each byte. */
    static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }

    static long unsigned(int value) {
        return value & 0xffffffffL;
    }

    static boolean isZero(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
