package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;

/** Takes every recording for the same PCM. */
class PlainDecoder implements AudioDecoder {
    static final AudioSource NO_SOURCE = () -> {
        throw new IllegalStateException("not read");
    };

    private final byte[] pcm;
    private final List<Message> notices;
    private boolean closed;
    private int bytesToDeath;
    private int deathsLeft;

    PlainDecoder(byte[] pcm, Message... notices) {
        this.pcm = pcm;
        this.notices = List.of(notices);
    }

    boolean isClosed() {
        return closed;
    }

    /** Its process dies when so much was read, so many times. */
    PlainDecoder dyingAfter(int bytes, int times) {
        bytesToDeath = bytes;
        deathsLeft = times;
        return this;
    }

    InputStream open() {
        if (deathsLeft == 0) {
            return new ByteArrayInputStream(pcm);
        }
        deathsLeft--;
        InputStream death = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException(ScriptedTranscriber.death());
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(pcm, 0, bytesToDeath), death);
    }

    @Override
    public Recorded probe(AudioSource source, CancelToken cancel) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Decoding decode(AudioSource source, CancelToken cancel) {
        InputStream stream = open();
        return new Decoding() {
            @Override
            public InputStream pcm() {
                return stream;
            }

            @Override
            public List<Message> notices() {
                return notices;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
