package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.text.Message;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** Takes every recording for the same PCM. */
class PlainDecoder implements AudioDecoder {
    static final AudioSource NO_SOURCE = () -> {
        throw new IllegalStateException("not read");
    };

    private final byte[] pcm;
    private final List<Message> notices;
    private boolean closed;

    PlainDecoder(byte[] pcm, Message... notices) {
        this.pcm = pcm;
        this.notices = List.of(notices);
    }

    boolean isClosed() {
        return closed;
    }

    InputStream open() {
        return new ByteArrayInputStream(pcm);
    }

    @Override
    public Recorded probe(AudioSource source, CancelToken cancel) {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Decoding decode(AudioSource source, CancelToken cancel) {
        return new Decoding() {
            @Override
            public InputStream pcm() {
                return open();
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
