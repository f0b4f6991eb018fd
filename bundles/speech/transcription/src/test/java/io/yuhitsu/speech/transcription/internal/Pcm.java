package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes PCM that sounds, to a cutter, like people who talk and pause. Seeded: the same calls make the same bytes. */
final class Pcm {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Random random = new Random(1);
    private final double room;

    /** @param room mean amplitude of the noise in the room, 0 for digital silence */
    Pcm(double room) {
        this.room = room;
    }

    Pcm talk(double seconds) {
        return noise(seconds, 3000);
    }

    Pcm pause(double seconds) {
        return noise(seconds, 0);
    }

    private Pcm noise(double seconds, double amplitude) {
        int samples = (int) Math.round(seconds * AudioDecoder.SAMPLE_RATE);
        for (int i = 0; i < samples; i++) {
            // Syllables: four a second, never quite silent.
            double syllable = 0.35 + 0.65 * Math.abs(Math.sin(Math.PI * 4 * i / AudioDecoder.SAMPLE_RATE));
            int sample = (int) (random.nextGaussian() * (amplitude * syllable + room));
            sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
            out.write(sample);
            out.write(sample >> 8);
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static List<Stretch> cut(byte[] pcm) throws IOException {
        return cut(new ByteArrayInputStream(pcm));
    }

    static List<Stretch> cut(InputStream in) throws IOException {
        SilenceCutter cutter = new SilenceCutter(in);
        List<Stretch> stretches = new ArrayList<>();
        for (Optional<Stretch> stretch = cutter.next(); stretch.isPresent(); stretch = cutter.next()) {
            stretches.add(stretch.get());
        }
        return stretches;
    }
}
