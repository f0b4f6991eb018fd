package io.yuhitsu.contracts;

import io.yuhitsu.api.spi.AudioDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Recordings of a tone, and what a decoder should make of them. */
public final class Tones {
    public static final double HERTZ = 440;

    private Tones() {}

    /** A WAV file of 16 bit samples with the tone at half of full scale. */
    public static byte[] wav(int rate, int channels, double seconds) {
        int samples = (int) Math.round(rate * seconds);
        int bytes = samples * channels * 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * channels * 2);
        wav.putShort((short) (channels * 2)).putShort((short) 16);
        wav.put(ascii("data")).putInt(bytes);
        for (int i = 0; i < samples; i++) {
            short value = (short) (0.5 * Short.MAX_VALUE * Math.sin(2 * Math.PI * HERTZ * i / rate));
            for (int channel = 0; channel < channels; channel++) {
                wav.putShort(value);
            }
        }
        return wav.array();
    }

    /** Loudness of a stretch of PCM as a decoder gives it: 1 is a square wave at full scale. */
    public static double rms(byte[] pcm, double fromSeconds, double toSeconds) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int from = (int) (fromSeconds * AudioDecoder.SAMPLE_RATE);
        int to = (int) (toSeconds * AudioDecoder.SAMPLE_RATE);
        double sum = 0;
        for (int i = from; i < to; i++) {
            double value = samples.getShort(i * 2) / (double) Short.MAX_VALUE;
            sum += value * value;
        }
        return Math.sqrt(sum / (to - from));
    }

    /** The pitch of a stretch of PCM, from its zero crossings. */
    public static double hertz(byte[] pcm, double fromSeconds, double toSeconds) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int from = (int) (fromSeconds * AudioDecoder.SAMPLE_RATE);
        int to = (int) (toSeconds * AudioDecoder.SAMPLE_RATE);
        int crossings = 0;
        for (int i = from; i < to - 1; i++) {
            if (samples.getShort(i * 2) < 0 != samples.getShort(i * 2 + 2) < 0) {
                crossings++;
            }
        }
        return crossings / 2.0 / (toSeconds - fromSeconds);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
