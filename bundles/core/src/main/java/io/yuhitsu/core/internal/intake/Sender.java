package io.yuhitsu.core.internal.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What the sender sends. Remembers that it broke off, so that its faults are told from those of our own disk. */
final class Sender extends FilterInputStream {
    private IOException failure;

    Sender(InputStream in) {
        super(in);
    }

    boolean brokeOff() {
        return failure != null;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            return in.read(to, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
