package io.yuhitsu.speech.decoder.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** The outermost boxes of an MP4, MOV or 3GP file. */
final class Mp4Boxes {
    private static final Set<String> FIRST =
            Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "moof");

    /** A fragmented recording has thousands; what follows then does not matter any more. */
    private static final int MOST = 10_000;

    private Mp4Boxes() {}

    static boolean looksLike(ByteBuffer head) {
        return FIRST.contains(Bytes.name(head, 4));
    }

    /** Whether there is an index and no box reaches beyond the end of the file. */
    static boolean areWhole(Bytes file) throws IOException {
        boolean index = false;
        long at = 0;
        for (int boxes = 0; boxes < MOST && at + 8 <= file.length(); boxes++) {
            ByteBuffer box = file.at(at, 16).order(ByteOrder.BIG_ENDIAN);
            index |= Bytes.name(box, 4).equals("moov");
            long size = Bytes.unsigned(box.getInt(0));
            if (size == 1 && box.limit() == 16) {
                size = box.getLong(8);
            } else if (size == 0) {
                // "To the end of the file"; a hole in a file that is still being filled looks the same but for its
                // name.
                return index && box.getInt(4) != 0;
            }
            if (size < 8 || size > file.length() - at) {
                return false;
            }
            at += size;
        }
        return index;
    }
}
