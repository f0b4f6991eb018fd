package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.speech.decoder.child.Facts;
import io.yuhitsu.speech.decoder.child.Talk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A recording and the child that works on it: gives the child the bytes that it asks for. Used by one thread. */
final class Recording implements Closeable {
    /** What is read of a file to tell what it is. */
    private static final int HEAD = 64 << 10;

    /** ffmpeg is sure of a container from here on; below, other kinds of files pass for one. */
    private static final int SURE = 50;

    private static final int MOST_BYTES_AT_ONCE = 256 << 10;

    /** A file that is read much more often than once is made to keep us busy. */
    private static final int MOST_READS = 4;

    private static final long READ_ALLOWANCE = 256L << 20;

    /** What a question counts at least, even one that nothing can be served for: no file needs many of those. */
    private static final int LEAST_PER_READ = 4096;

    /** Each piece that the child was given shows that it makes progress. */
    private static final Duration TIME_PER_READ = Duration.ofMillis(20);

    private final SeekableByteChannel channel;
    private final Bytes bytes;
    private final Structure structure;
    private final ByteBuffer answer = ByteBuffer.allocate(MOST_BYTES_AT_ONCE);
    private ChildCall call;
    private long served;

    private Recording(SeekableByteChannel channel) throws FailureException, IOException {
        this.channel = channel;
        this.bytes = new Bytes(channel);
        if (bytes.length() == 0) {
            throw Reasons.bad(Reasons.EMPTY);
        }
        this.structure = Structure.of(bytes);
    }

    static Recording open(AudioSource source) throws FailureException {
        SeekableByteChannel channel = null;
        try {
            channel = source.open();
            return new Recording(channel);
        } catch (IOException e) {
            close(channel);
            throw Reasons.unreadable(e);
        } catch (FailureException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private static void close(SeekableByteChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Reading has ended, one way or the other, and nothing was written.
                return;
            }
        }
    }

    /**
     * Lets the child open it.
     *
     * @param mode PROBE or DECODE of {@link Talk}
     */
    Facts begin(ChildCall child, byte mode) throws FailureException, InterruptedException {
        call = child;
        ByteBuffer order = ByteBuffer.allocate(10);
        order.put(mode).putLong(bytes.length()).put(structure.staleLength() ? Talk.IGNORE_LENGTH : 0);
        call.send(Talk.OPEN, order.flip());
        Frame frame = next();
        try {
            if (frame.type() == Talk.REFUSED) {
                call.end();
                throw refusal(frame);
            }
            Facts facts = facts(frame);
            if (facts.score() < SURE) {
                Optional<Message> other = WhatItIs.otherThanARecording(bytes.at(0, HEAD));
                if (other.isPresent()) {
                    if (mode == Talk.PROBE) {
                        call.end();
                    }
                    throw FailureException.badInput(other.get());
                }
            }
            return facts;
        } catch (IOException e) {
            throw Reasons.unreadable(e);
        }
    }

    private Facts facts(Frame frame) throws FailureException, InterruptedException {
        try {
            return Facts.read(frame.body());
        } catch (IOException e) {
            throw call.senseless(e);
        }
    }

    /** The code that a refusal or a notice of the child carries. */
    String code(Frame frame) throws FailureException, InterruptedException {
        String code = StandardCharsets.UTF_8.decode(frame.body()).toString();
        if (!Talk.CODES.contains(code)) {
            throw call.senseless(null);
        }
        return code;
    }

    /** The child's next message that is not a question for bytes. */
    Frame next() throws FailureException, InterruptedException {
        while (true) {
            Frame frame = call.receive();
            if (frame.type() != Talk.READ) {
                return frame;
            }
            if (frame.body().remaining() != Long.BYTES + Integer.BYTES) {
                throw call.senseless(null);
            }
            serve(frame.body());
        }
    }

    private void serve(ByteBuffer question) throws FailureException, InterruptedException {
        long offset = question.getLong();
        answer.clear().limit(Math.max(0, Math.min(question.getInt(), MOST_BYTES_AT_ONCE)));
        if (offset >= 0) {
            try {
                bytes.read(offset, answer);
            } catch (IOException e) {
                throw Reasons.unreadable(e);
            }
        }
        answer.flip();
        served += Math.max(LEAST_PER_READ, answer.remaining());
        if (served > MOST_READS * bytes.length() + READ_ALLOWANCE) {
            throw Reasons.bad(Reasons.TOO_COSTLY);
        }
        if (answer.hasRemaining()) {
            call.extend(TIME_PER_READ);
        }
        call.send(Talk.BYTES, answer);
    }

    /** What a person is told when the child cannot use the recording. */
    FailureException refusal(Frame refused) throws IOException, FailureException, InterruptedException {
        String code = code(refused);
        if (structure.incomplete() && (code.equals(Talk.UNKNOWN) || code.equals(Talk.NO_SAMPLES))) {
            return Reasons.bad(AudioDecoder.INCOMPLETE);
        }
        if (!code.equals(Talk.UNKNOWN)) {
            return Reasons.bad(code);
        }
        return FailureException.badInput(
                WhatItIs.otherThanARecording(bytes.at(0, HEAD)).orElse(Reasons.message(Talk.UNKNOWN)));
    }

    /** Whether the file is shorter than it says. */
    boolean isIncomplete() {
        return structure.incomplete();
    }

    Recorded recorded(Facts facts) throws FailureException {
        try {
            return Naming.recorded(facts, bytes.at(0, 64), structure.incomplete());
        } catch (IOException e) {
            throw Reasons.unreadable(e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
