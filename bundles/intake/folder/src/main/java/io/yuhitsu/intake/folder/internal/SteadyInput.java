package io.yuhitsu.intake.folder.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that fails at its end when it is no longer what it was at the beginning: half of an old and half of a new file is no recording. */
final class SteadyInput extends FilterInputStream {
    private final Path file;
    private final Arrival before;

    private SteadyInput(Path file, Arrival before) throws IOException {
        super(Files.newInputStream(file));
        this.file = file;
        this.before = before;
    }

    static SteadyInput open(Path file, Arrival before) throws IOException {
        return new SteadyInput(file, before);
    }

    @Override
    public int read() throws IOException {
        return ended(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return ended(super.read(bytes, offset, length));
    }

    private int ended(int n) throws IOException {
        if (n < 0 && !Arrival.of(file).equals(before)) {
            throw new IOException("the file changed while it was read");
        }
        return n;
    }
}
