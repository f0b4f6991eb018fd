package io.yuhitsu.core.internal.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * What the sender sends. Remembers that it broke off, so that its faults are told from those of our own disk; and stops, before it fills the
 * disk, what turns out to be larger than was known.
 */
final class Sender extends FilterInputStream {
    private static final long LOOK = 64L * 1024 * 1024;

    private final BooleanSupplier isShort;
    private long sinceLook;
    private IOException failure;

    /** @param isShort whether the room on the disks runs out */
    Sender(InputStream in, BooleanSupplier isShort) {
        super(in);
        this.isShort = isShort;
    }

    boolean brokeOff() {
        return failure != null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(to, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        sinceLook += Math.max(0, read);
        if (sinceLook >= LOOK) {
            sinceLook = 0;
            if (isShort.getAsBoolean()) {
                throw new IOException("the room on the disk runs out");
            }
        }
        return read;
    }
}
