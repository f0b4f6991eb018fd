package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.spi.AudioDecoder;
import java.util.Random;

/** PCM in which nobody speaks. */
final class Sounds {
    private static final double[] NOTES = {261.6, 293.7, 329.6, 349.2, 392, 440, 493.9, 523.3};

    private Sounds() {}

    static byte[] of(String name, int seconds) {
        double[] samples = new double[seconds * AudioDecoder.SAMPLE_RATE];
        switch (name) {
            case "silence" -> {}
            case "white" -> noise(samples, 3000);
            case "faint" -> noise(samples, 30);
            case "music" -> music(samples);
            default -> throw new IllegalArgumentException(name);
        }
        byte[] pcm = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            int sample = (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, samples[i]));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    private static void noise(double[] samples, double amplitude) {
        Random random = new Random(2);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextGaussian() * amplitude;
        }
    }

    /** Three notes with overtones every half second, plucked. */
    private static void music(double[] samples) {
        Random random = new Random(3);
        int beat = AudioDecoder.SAMPLE_RATE / 2;
        for (int start = 0; start < samples.length; start += beat) {
            for (int voice = 0; voice < 3; voice++) {
                double note = NOTES[random.nextInt(NOTES.length)];
                for (int i = 0; i < 2 * beat && start + i < samples.length; i++) {
                    double t = i / (double) AudioDecoder.SAMPLE_RATE;
                    for (int overtone = 1; overtone <= 4; overtone++) {
                        samples[start + i] +=
                                2000 * Math.exp(-4 * t) * Math.sin(2 * Math.PI * note * overtone * t) / overtone;
                    }
                }
            }
        }
    }
}
