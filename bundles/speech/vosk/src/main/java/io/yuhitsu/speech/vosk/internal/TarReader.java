package io.yuhitsu.speech.vosk.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads tar archives as GNU tar and Python write them: ustar, long names of GNU and of pax. */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 64 << 10;

    private final InputStream in;
    private String name = "";
    private Kind kind = Kind.OTHER;
    private long left;
    private long padding;

    /** OTHER: links, devices and whatever else a model does not need. */
    enum Kind {
        FILE,
        FOLDER,
        OTHER
    }

    /** What comes is no tar archive. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    TarReader(InputStream in) {
        this.in = in;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    /** Goes to the next entry. @return false at the end */
    boolean next() throws IOException {
        String longName = null;
        while (true) {
            in.skipNBytes(left + padding);
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return false;
            }
            if (header.length < BLOCK) {
                throw new EOFException();
            }
            left = number(header, 124, 12);
            padding = (BLOCK - left % BLOCK) % BLOCK;
            switch (header[156]) {
                case 'L' -> longName = text(body());
                case 'x' -> longName = paxPath(body(), longName);
                case 'g' -> body();
                default -> {
                    name = longName != null ? longName : shortName(header);
                    kind = switch (header[156]) {
                        case 0, '0' -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
                        case '5' -> Kind.FOLDER;
                        default -> Kind.OTHER;
                    };
                    return true;
                }
            }
        }
    }

    /** The content of the present entry; not to be closed. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int read = in.read(to, offset, (int) Math.min(length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
                return read;
            }
        };
    }

    private byte[] body() throws IOException {
        if (left > LONGEST_NAME) {
            throw new DamagedException("a tar header of " + left + " bytes");
        }
        byte[] body = in.readNBytes((int) left);
        left = 0;
        return body;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String shortName(byte[] header) {
        String name = field(header, 0, 100);
        boolean ustar = field(header, 257, 5).equals("ustar");
        String prefix = ustar && header[262] == 0 ? field(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static String text(byte[] body) {
        int end = body.length;
        while (end > 0 && body[end - 1] == 0) {
            end--;
        }
        return new String(body, 0, end, StandardCharsets.UTF_8);
    }

    private static String paxPath(byte[] body, String before) {
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n")) {
            int at = line.indexOf(" path=");
            if (at > 0) {
                return line.substring(at + " path=".length());
            }
        }
        return before;
    }

    private static long number(byte[] header, int from, int length) throws IOException {
        if ((header[from] & 0x80) != 0) {
            throw new DamagedException("a tar entry of more than 8 GB");
        }
        String digits = field(header, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new DamagedException("not a tar archive");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
