package io.yuhitsu.benchmarks;

import io.yuhitsu.api.spi.AudioDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A WAV file of any length: the sample meetings of one language, one after the other, again and again. */
final class LongRecording {
    private static final int HEADER = 44;

    private LongRecording() {}

    /** @param samples folder with WAV files of 16 kHz, mono, 16 bit, their header 44 bytes long */
    static Path write(Path file, Path samples, int minutes) throws IOException {
        List<Path> meetings;
        try (Stream<Path> files = Files.list(samples)) {
            meetings = new ArrayList<>(
                    files.filter(f -> f.toString().endsWith(".wav")).sorted().toList());
        }
        long left = minutes * 60_000L * AudioDecoder.BYTES_PER_MS;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header(left));
            for (int i = 0; left > 0; i++) {
                byte[] pcm = pcm(meetings.get(i % meetings.size()));
                int length = (int) Math.min(left, pcm.length);
                out.write(pcm, 0, length);
                left -= length;
            }
        }
        return file;
    }

    private static byte[] pcm(Path meeting) throws IOException {
        try (InputStream in = Files.newInputStream(meeting)) {
            byte[] header = in.readNBytes(HEADER);
            if (!new String(header, 36, 4, StandardCharsets.US_ASCII).equals("data")
                    || ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(24) != AudioDecoder.SAMPLE_RATE) {
                throw new IOException(meeting + " is no plain WAV file of " + AudioDecoder.SAMPLE_RATE + " Hz");
            }
            return in.readAllBytes();
        }
    }

    private static byte[] header(long bytes) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (bytes + HEADER - 8))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(AudioDecoder.SAMPLE_RATE)
                .putInt(AudioDecoder.SAMPLE_RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) bytes)
                .array();
    }
}
