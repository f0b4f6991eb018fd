package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.speech.decoder.child.Talk;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A decoding in progress. The child stops on the full pipe when nobody reads, so that it never runs far ahead. */
final class ChildDecoding implements AudioDecoder.Decoding {
    private final Recording recording;
    private final ChildCall call;
    private final Duration longest;
    /** Each once: a child may say the same again and again. */
    private final Set<Message> notices = new LinkedHashSet<>();

    private final InputStream pcm = new Pcm();
    private long bytesLeft;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private boolean done;

    ChildDecoding(Recording recording, ChildCall call, Duration longest) {
        this.recording = recording;
        this.call = call;
        this.longest = longest;
        this.bytesLeft = longest.toMillis() * AudioDecoder.BYTES_PER_MS;
    }

    @Override
    public InputStream pcm() {
        return pcm;
    }

    @Override
    public List<Message> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        call.close();
        recording.close();
    }

    /** Gets the next samples. */
    private void advance() throws FailureException, InterruptedException, IOException {
        Frame frame = recording.next();
        switch (frame.type()) {
            case Talk.PCM -> {
                piece = frame.body();
                bytesLeft -= piece.remaining();
                if (bytesLeft < 0) {
                    throw Reasons.bad(Reasons.TOO_LONG, longest.toHours());
                }
                // Half of the time that the sound takes is far more than any sane file needs.
                call.extend(Duration.ofMillis(piece.remaining() / AudioDecoder.BYTES_PER_MS / 2));
            }
            case Talk.NOTICE -> notices.add(Reasons.message(recording.code(frame)));
            case Talk.DONE -> {
                call.end();
                done = true;
                if (recording.isIncomplete()) {
                    notices.add(Reasons.message(Talk.TRUNCATED));
                }
            }
            case Talk.REFUSED -> {
                call.end();
                throw recording.refusal(frame);
            }
            default -> throw call.senseless(null);
        }
    }

    private final class Pcm extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            try {
                while (!piece.hasRemaining() && !done) {
                    advance();
                }
            } catch (FailureException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException) new InterruptedIOException("interrupted while decoding").initCause(e);
            }
            if (!piece.hasRemaining()) {
                return -1;
            }
            int n = Math.min(length, piece.remaining());
            piece.get(to, offset, n);
            return n;
        }
    }
}
