package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.spi.AudioSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A file of any size that lies nowhere: a beginning, and what is computed behind it. */
record Virtual(byte[] head, long size, boolean noise) implements AudioSource {
    /** WAV of 16 bit, mono. @param form RIFF, RF64 or W64 */
    static Virtual silence(String form, int rate, long bytes) {
        byte[] head =
                switch (form) {
                    case "RIFF" -> riff("RIFF", rate, bytes);
                    case "RF64" -> riff("RF64", rate, bytes);
                    case "W64" -> w64(rate, bytes);
                    default -> throw new IllegalArgumentException(form);
                };
        return new Virtual(head, head.length + bytes, false);
    }

    private static byte[] riff(String form, int rate, long bytes) {
        boolean isLong = form.equals("RF64");
        int extra = isLong ? 36 : 0;
        ByteBuffer head = ByteBuffer.allocate(44 + extra).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii(form)).putInt(isLong ? -1 : (int) (36 + bytes)).put(ascii("WAVE"));
        if (isLong) {
            head.put(ascii("ds64")).putInt(28).putLong(36 + extra + bytes).putLong(bytes);
            head.putLong(bytes / 2).putInt(0);
        }
        head.put(ascii("fmt ")).putInt(16);
        format(head, rate);
        return head.put(ascii("data")).putInt(isLong ? -1 : (int) bytes).array();
    }

    private static void format(ByteBuffer head, int rate) {
        // Signed 16 bit: zeros are silence.
        head.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
        head.putShort((short) 2).putShort((short) 16);
    }

    private static byte[] w64(int rate, long bytes) {
        ByteBuffer head = ByteBuffer.allocate(40 + 40 + 24).order(ByteOrder.LITTLE_ENDIAN);
        guid(head, "riff", 0x11CF912E, 0xDB28D6A5, 0x0000C104).putLong(head.capacity() + bytes);
        guid(head, "wave", 0x11D3ACF3, 0xC000D18C, 0x8ADB8E4F);
        guid(head, "fmt ", 0x11D3ACF3, 0xC000D18C, 0x8ADB8E4F).putLong(40);
        format(head, rate);
        return guid(head, "data", 0x11D3ACF3, 0xC000D18C, 0x8ADB8E4F)
                .putLong(24 + bytes)
                .array();
    }

    private static ByteBuffer guid(ByteBuffer to, String name, int... rest) {
        to.put(ascii(name));
        for (int part : rest) {
            to.putInt(part);
        }
        return to;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public SeekableByteChannel open() {
        return new Channel();
    }

    private void fill(long position, ByteBuffer to) {
        if (!noise) {
            to.put(new byte[to.remaining()]);
            return;
        }
        for (long at = position; to.hasRemaining(); ) {
            // The same bytes at the same place, wherever reading began.
            long word = new SplittableRandom(at >> 3).nextLong() >>> (8 * (at & 7));
            do {
                to.put((byte) word);
                word >>>= 8;
                at++;
            } while ((at & 7) != 0 && to.hasRemaining());
        }
    }

    private final class Channel implements SeekableByteChannel {
        private long position;

        @Override
        public int read(ByteBuffer to) {
            if (position >= size) {
                return -1;
            }
            ByteBuffer part = to.slice();
            part.limit((int) Math.min(part.limit(), size - position));
            int length = part.limit();
            if (position < head.length) {
                int known = (int) Math.min(part.remaining(), head.length - position);
                part.put(head, (int) position, known);
            }
            fill(position + part.position(), part);
            to.position(to.position() + length);
            position += length;
            return length;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long to) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
