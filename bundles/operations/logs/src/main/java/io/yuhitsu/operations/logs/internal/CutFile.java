package io.yuhitsu.operations.logs.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that others append to and keep open, so that it cannot be moved away: when it is too long it is emptied in its place, and its end put
 * back. What is appended in that moment may be lost.
 *
 * @param most bytes that it may have
 * @param kept bytes of its end that are put back
 */
record CutFile(Path file, long most, int kept) {
    private static final byte[] MARK = "[the beginning was cut off]\n".getBytes(StandardCharsets.US_ASCII);

    /** @return whether it was too long */
    boolean cut() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) <= most) {
            return false;
        }
        ByteBuffer end = end();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        // Appended, as the others do: each write goes behind what is there then.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            write(channel, ByteBuffer.wrap(MARK));
            write(channel, end);
        }
        return true;
    }

    private ByteBuffer end() throws IOException {
        ByteBuffer end = ByteBuffer.allocate(kept);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long position = channel.size() - kept;
            int read = 0;
            while (end.hasRemaining() && read >= 0) {
                read = channel.read(end, position + end.position());
            }
        }
        return end.flip();
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
