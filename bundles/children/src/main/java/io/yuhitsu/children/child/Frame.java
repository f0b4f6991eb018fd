package io.yuhitsu.children.child;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * One message between server and child. On the pipe: a mark, the type, the length of the body (4 bytes, big endian), the body.
 *
 * @param type 0 to 127, what the two sides agree on; negative types belong to the framework
 * @param body position to limit; belongs to the receiver
 */
public record Frame(int type, ByteBuffer body) {
    /** Bytes before the body. */
    public static final int HEADER = 6;

    /** The child is ready for calls. */
    public static final int READY = -1;
    /** The child has done the call. */
    public static final int END = -2;
    /** The call ended in an exception; the body says which. */
    public static final int ERROR = -3;
    /** The child will never be ready, nor any other with these arguments; the body says why. */
    public static final int UNUSABLE = -4;

    /** First byte of each frame, so that a stray print on the pipe is noticed at once. */
    private static final int MARK = 0xA5;

    /** Writes a header at the buffer's position. */
    public static void putHeader(ByteBuffer to, int type, int length) {
        to.put((byte) MARK).put((byte) type).putInt(length);
    }

    /**
     * Reads the next frame.
     *
     * @param limit largest body that is taken
     * @throws EOFException the pipe was closed
     * @throws GarbageException what came is no frame
     */
    public static Frame read(InputStream in, int limit) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(exactly(in, HEADER));
        int mark = header.get() & 0xff;
        int type = header.get();
        int length = header.getInt();
        if (mark != MARK || type < UNUSABLE || length < 0 || length > limit) {
            throw new GarbageException();
        }
        return new Frame(type, ByteBuffer.wrap(exactly(in, length)));
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** The bytes on the pipe are no frame. */
    public static final class GarbageException extends IOException {
        private static final long serialVersionUID = 1L;

        GarbageException() {
            super("not a frame");
        }
    }
}
