package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.spi.AudioSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Tells a file that got its full size before its content: it begins or ends with nothing but zeros. */
final class Unwritten {
    private static final int LOOK = 4096;

    private Unwritten() {}

    /** True also for a recording that ends in digital silence: ask only while waiting does no harm. */
    static boolean looksSo(AudioSource source) throws IOException {
        try (SeekableByteChannel channel = source.open()) {
            long size = channel.size();
            return zeros(channel, 0) || zeros(channel, Math.max(0, size - LOOK));
        }
    }

    private static boolean zeros(SeekableByteChannel channel, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LOOK);
        channel.position(position);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            if (buffer.get() != 0) {
                return false;
            }
        }
        return true;
    }
}
