package io.yuhitsu.speech.decoder.child;

import io.yuhitsu.children.child.CallHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Collects samples to pieces that are worth a message. */
final class PcmOut {
    private static final int PIECE = 64 << 10;

    private final CallHandler.Parent parent;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    private long samples;
    private boolean sent;

    PcmOut(CallHandler.Parent parent) {
        this.parent = parent;
    }

    /** Samples so far. */
    long samples() {
        return samples;
    }

    void write(ByteBuffer pcm) throws IOException {
        samples += pcm.remaining() / 2;
        while (pcm.hasRemaining()) {
            ByteBuffer part = pcm.slice();
            part.limit(Math.min(part.remaining(), piece.remaining()));
            pcm.position(pcm.position() + part.remaining());
            piece.put(part);
            // The first piece goes early: somebody waits for it.
            if (!piece.hasRemaining() || !sent) {
                flush();
            }
        }
    }

    void silence(long count) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 13);
        for (long left = count * 2; left > 0; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), left));
            left -= zeros.remaining();
            write(zeros);
        }
    }

    void flush() throws IOException {
        piece.flip();
        if (piece.hasRemaining()) {
            parent.send(Talk.PCM, piece);
            sent = true;
        }
        piece.clear();
    }
}
