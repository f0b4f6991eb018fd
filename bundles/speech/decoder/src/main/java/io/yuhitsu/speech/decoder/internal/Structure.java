package io.yuhitsu.speech.decoder.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the outer structure of a file says about its length, without decoding anything.
 *
 * @param incomplete the file is shorter than it says, or its end is not written yet
 * @param staleLength the length in a WAV header is not to be believed: the file goes on behind it
 */
record Structure(boolean incomplete, boolean staleLength) {
    /** From here on a length in a header stands for "not known yet". */
    private static final long PLACEHOLDER = 0x7fff_0000L;

    /** No container begins with less, and all that is looked at below is there. */
    private static final int SHORTEST = 12;

    /** Most of an Ogg page: its header, 255 lengths, 255 pieces. */
    private static final int OGG_PAGE = 27 + 255 + 255 * 255;

    private static final int FLV_HEADER = 9;
    private static final int FLV_TAG = 11;
    private static final int TS_PACKET = 188;
    private static final byte TS_SYNC = 0x47;

    private static final Structure WHOLE = new Structure(false, false);
    private static final Structure INCOMPLETE = new Structure(true, false);

    /** File Properties Object of ASF. */
    private static final String ASF_PROPERTIES =
            new String(new int[] {0xa1, 0xdc, 0xab, 0x8c, 0x47, 0xa9, 0xcf, 0x11, 0x8e, 0xe4}, 0, 10);

    static Structure of(Bytes file) throws IOException {
        ByteBuffer head = file.at(0, 4096);
        String name = Bytes.name(head, 0);
        if (Bytes.isZero(head) || head.limit() < SHORTEST) {
            // A file that was made in its full size and is still to be filled.
            return INCOMPLETE;
        }
        return switch (name) {
            case "RIFF", "RIFX", "RF64" ->
                Bytes.name(head, 8).equals("WAVE")
                        ? wave(file, name)
                        : shorterThan(file, Bytes.unsigned(head.getInt(4)) + 8);
            case "FORM" -> shorterThan(file, Bytes.unsigned(bigEndian(head).getInt(4)) + 8);
            case "\u001aE\u00df\u00a3" -> matroska(file, head);
            case "0&\u00b2u" -> asf(file, head);
            case "OggS" -> ogg(file);
            case "FLV\u0001" -> flv(file);
            // Wave64 begins with an identifier of 16 bytes.
            case "riff" -> longerThanItIs(file, 0, head.limit() < 24 ? 0 : head.getLong(16));
            case "caff" -> caf(file);
            case ".snd" ->
                shorterThan(
                        file,
                        Bytes.unsigned(bigEndian(head).getInt(4))
                                + Bytes.unsigned(bigEndian(head).getInt(8)));
            default ->
                isTransportStream(head)
                        ? transportStream(file)
                        : Mp4Boxes.looksLike(head) ? mp4(file) : mp3(file, head);
        };
    }

    private static Structure mp4(Bytes file) throws IOException {
        return Mp4Boxes.areWhole(file) ? WHOLE : INCOMPLETE;
    }

    private static ByteBuffer bigEndian(ByteBuffer bytes) {
        return bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    private static Structure shorterThan(Bytes file, long length) {
        return length < PLACEHOLDER && length > file.length() ? INCOMPLETE : WHOLE;
    }

    /** A piece of a size that cannot be a placeholder. */
    private static Structure longerThanItIs(Bytes file, long begin, long size) {
        return size > file.length() - begin ? INCOMPLETE : WHOLE;
    }

    private static Structure caf(Bytes file) throws IOException {
        long at = 8;
        for (int chunks = 0; chunks < 1000 && at + 12 <= file.length(); chunks++) {
            ByteBuffer chunk = bigEndian(file.at(at, 12));
            long size = chunk.getLong(4);
            // A recorder that streams writes -1: as far as the file goes.
            if (Bytes.name(chunk, 0).equals("data") && size < 0) {
                return WHOLE;
            }
            if (size < 0 || size > file.length() - at - 12) {
                return INCOMPLETE;
            }
            at += 12 + size;
        }
        return WHOLE;
    }

    /** Behind each piece stands how long it was, behind the last one too. */
    private static Structure flv(Bytes file) throws IOException {
        long end = file.length() - Integer.BYTES;
        long size = Bytes.unsigned(bigEndian(file.at(end, Integer.BYTES)).getInt(0));
        if (size < FLV_TAG || size > end - FLV_HEADER) {
            return INCOMPLETE;
        }
        int length = bigEndian(file.at(end - size, Integer.BYTES)).getInt(0) & 0xffffff;
        return length + FLV_TAG == size ? WHOLE : INCOMPLETE;
    }

    private static boolean isTransportStream(ByteBuffer head) {
        return head.limit() > TS_PACKET && head.get(0) == TS_SYNC && head.get(TS_PACKET) == TS_SYNC;
    }

    private static Structure transportStream(Bytes file) {
        return file.length() % TS_PACKET == 0 ? WHOLE : INCOMPLETE;
    }

    private static Structure wave(Bytes file, String form) throws IOException {
        ByteOrder order = form.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long longSize = 0;
        long at = 12;
        for (int chunks = 0; chunks < 1000 && at + 8 <= file.length(); chunks++) {
            ByteBuffer chunk = file.at(at, 24).order(order);
            String id = Bytes.name(chunk, 0);
            long size = Bytes.unsigned(chunk.getInt(4));
            if (id.equals("ds64") && chunk.limit() >= 24) {
                longSize = Math.max(0, chunk.getLong(16));
            }
            if (id.equals("data")) {
                boolean isLong = form.equals("RF64") && size == 0xffff_ffffL;
                return data(file, at + 8, isLong ? longSize : size, isLong);
            }
            at += 8 + size + (size & 1);
        }
        return INCOMPLETE;
    }

    private static Structure data(Bytes file, long begin, long size, boolean isLong) throws IOException {
        long there = file.length() - begin;
        if ((size == 0 && there > 0) || (!isLong && size >= PLACEHOLDER && size > there)) {
            // A recorder that streams cannot go back to its header.
            return new Structure(false, true);
        }
        if (size > there || size < 0) {
            return INCOMPLETE;
        }
        ByteBuffer next = file.at(begin + size + (size & 1), 8);
        boolean goesOn = next.limit() == 8 && !isChunkName(next);
        return new Structure(false, goesOn);
    }

    private static boolean isChunkName(ByteBuffer bytes) {
        for (int i = 0; i < 4; i++) {
            if (bytes.get(i) < 0x20 || bytes.get(i) > 0x7e) {
                return Bytes.isZero(bytes);
            }
        }
        return true;
    }

    private static Structure matroska(Bytes file, ByteBuffer head) {
        int at = 4;
        int width = Integer.numberOfLeadingZeros(head.get(at) & 0xff) - 23;
        long headerSize = ebmlSize(head, at, width);
        at += width + (int) Math.min(headerSize, 4000);
        if (headerSize < 0 || at + 12 > head.limit() || bigEndian(head).getInt(at) != 0x18538067) {
            return WHOLE;
        }
        width = Integer.numberOfLeadingZeros(head.get(at + 4) & 0xff) - 23;
        long size = ebmlSize(head, at + 4, width);
        // A live recording has no size.
        boolean unknown = size < 0 || size == (1L << (7 * width)) - 1;
        return !unknown && at + 4 + width + size > file.length() ? INCOMPLETE : WHOLE;
    }

    private static long ebmlSize(ByteBuffer bytes, int at, int width) {
        if (width < 1 || width > 8 || at + width > bytes.limit()) {
            return -1;
        }
        long size = bytes.get(at) & (0xff >> width);
        for (int i = 1; i < width; i++) {
            size = (size << 8) | (bytes.get(at + i) & 0xff);
        }
        return size;
    }

    private static Structure asf(Bytes file, ByteBuffer head) {
        int at = Bytes.text(head).indexOf(ASF_PROPERTIES);
        boolean known = at >= 0 && at + 96 <= head.limit();
        // Flag 1: broadcast, the size in the header means nothing.
        boolean live = known && (head.getInt(at + 88) & 1) != 0;
        return known && !live && head.getLong(at + 40) > file.length() ? INCOMPLETE : WHOLE;
    }

    /** Many encoders note in the first frame how long the file is. */
    private static Structure mp3(Bytes file, ByteBuffer head) throws IOException {
        long start = 0;
        if (Bytes.name(head, 0).startsWith("ID3") && head.limit() > 10) {
            start = 10L + (seven(head, 6) << 21 | seven(head, 7) << 14 | seven(head, 8) << 7 | seven(head, 9));
        }
        ByteBuffer frame = file.at(start, 256);
        String text = Bytes.text(frame);
        int at = Math.max(text.indexOf("Xing"), text.indexOf("Info"));
        if (at < 0 || at + 16 > frame.limit()) {
            return WHOLE;
        }
        ByteBuffer tag = bigEndian(frame);
        int flags = tag.getInt(at + 4);
        boolean hasBytes = (flags & 2) != 0;
        long bytes = hasBytes ? Bytes.unsigned(tag.getInt(at + ((flags & 1) != 0 ? 12 : 8))) : 0;
        return start + bytes > file.length() ? INCOMPLETE : WHOLE;
    }

    /** Lengths in tags have seven bits a byte; the eighth is never set in an honest one. */
    private static int seven(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0x7f;
    }

    /** The last page of a stream says so, and ends where the file ends. */
    private static Structure ogg(Bytes file) throws IOException {
        ByteBuffer end = file.at(Math.max(0, file.length() - OGG_PAGE), OGG_PAGE);
        for (int at = Bytes.text(end).lastIndexOf("OggS");
                at >= 0;
                at = Bytes.text(end).lastIndexOf("OggS", at - 1)) {
            int size = oggPage(end, at);
            if (size > 0 && at + size == end.limit()) {
                boolean last = (end.get(at + 5) & 4) != 0;
                return last ? WHOLE : INCOMPLETE;
            }
        }
        return INCOMPLETE;
    }

    /** Bytes of the page that begins there, or 0 when none does. */
    private static int oggPage(ByteBuffer bytes, int at) {
        if (at + 27 > bytes.limit() || bytes.get(at + 4) != 0) {
            return 0;
        }
        int pieces = bytes.get(at + 26) & 0xff;
        int size = 27 + pieces;
        if (at + size > bytes.limit()) {
            return 0;
        }
        for (int i = 0; i < pieces; i++) {
            size += bytes.get(at + 27 + i) & 0xff;
        }
        return size;
    }
}
