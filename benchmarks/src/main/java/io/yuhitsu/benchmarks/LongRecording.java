package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Wav;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A WAV file of any length: the sample meetings of one language, one after the other, again and again. Each is lengthened to
 * a whole second, so that a recogniser that looks at frames of so and so many milliseconds sees the same ones every time.
 */
final class LongRecording {
    private LongRecording() {}

    /** @param samples folder with WAV files of 16 kHz, mono, 16 bit, their header 44 bytes long */
    static Path write(Path file, Path samples, int minutes) throws IOException {
        List<Path> meetings = meetings(samples);
        long left = minutes * 60_000L * Wav.BYTES_PER_MS;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(Wav.header(left));
            for (int i = 0; left > 0; i++) {
                byte[] pcm = wholeSeconds(Wav.samples(meetings.get(i % meetings.size())));
                int length = (int) Math.min(left, pcm.length);
                out.write(pcm, 0, length);
                left -= length;
            }
        }
        return file;
    }

    /** @return milliseconds after which the same speech comes again */
    static long period(Path samples) throws IOException {
        long bytes = 0;
        for (Path meeting : meetings(samples)) {
            bytes += wholeSeconds(Wav.samples(meeting)).length;
        }
        return bytes / Wav.BYTES_PER_MS;
    }

    private static List<Path> meetings(Path samples) throws IOException {
        try (Stream<Path> files = Files.list(samples)) {
            return files.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
        }
    }

    private static byte[] wholeSeconds(byte[] pcm) {
        int second = 1000 * Wav.BYTES_PER_MS;
        return Arrays.copyOf(pcm, (pcm.length + second - 1) / second * second);
    }
}
