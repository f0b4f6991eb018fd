package io.yuhitsu.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What goes over the server's Unix socket. The client sends one {@link Call}; the server answers with frames: a type byte, a length (int,
 * big endian), the bytes. The last frame is the exit status. A client that goes away interrupts the command.
 */
public final class Wire {
    public static final int VERSION = 1;
    public static final byte OUT = 1;
    public static final byte ERR = 2;
    public static final byte EXIT = 3;

    private static final int MAX_ARGUMENTS = 10_000;
    private static final int MAX_TEXT = 1 << 20;

    private Wire() {}

    /**
     * A command to run.
     *
     * @param width of the reader's terminal in columns, 0 when there is none
     * @param directory in which relative paths are meant
     */
    public record Call(Locale locale, int width, String directory, List<String> arguments) {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public void writeTo(DataOutputStream out) throws IOException {
            out.writeInt(VERSION);
            write(out, locale.toLanguageTag());
            out.writeInt(width);
            write(out, directory);
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                write(out, argument);
            }
            out.flush();
        }

        /** @throws IOException when the other side speaks another version or sends nonsense */
        public static Call readFrom(DataInputStream in) throws IOException {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("client speaks version " + version + ", server " + VERSION);
            }
            Locale locale = Locale.forLanguageTag(read(in));
            int width = in.readInt();
            String directory = read(in);
            int count = in.readInt();
            if (count < 0 || count > MAX_ARGUMENTS) {
                throw new IOException("bad number of arguments: " + count);
            }
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                arguments.add(read(in));
            }
            return new Call(locale, width, directory, arguments);
        }
    }

    /** Has only whole arrays to care for. */
    private abstract static class ArrayOutput extends OutputStream {
        @Override
        public final void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public abstract void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Writes to the channel. Unlike the JDK's stream it takes no lock that a reader of the same channel holds. */
    public static OutputStream output(SocketChannel channel) {
        return new ArrayOutput() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
    }

    /** Turns what is written into frames of one type; several streams may share the channel. */
    public static OutputStream frames(DataOutputStream channel, byte type) {
        return new ArrayOutput() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                synchronized (channel) {
                    channel.writeByte(type);
                    channel.writeInt(length);
                    channel.write(bytes, offset, length);
                    channel.flush();
                }
            }
        };
    }

    /** The last frame. */
    public static void exit(DataOutputStream channel, int status) throws IOException {
        synchronized (channel) {
            channel.writeByte(EXIT);
            channel.writeInt(Integer.BYTES);
            channel.writeInt(status);
            channel.flush();
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IOException("bad length: " + length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
