package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Wav;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A WAV file of any length: the sample meetings of one language, one after the other, again and again. */
final class LongRecording {
    private LongRecording() {}

    /** @param samples folder with WAV files of 16 kHz, mono, 16 bit, their header 44 bytes long */
    static Path write(Path file, Path samples, int minutes) throws IOException {
        List<Path> meetings;
        try (Stream<Path> files = Files.list(samples)) {
            meetings = new ArrayList<>(
                    files.filter(f -> f.toString().endsWith(".wav")).sorted().toList());
        }
        long left = minutes * 60_000L * Wav.BYTES_PER_MS;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(Wav.header(left));
            for (int i = 0; left > 0; i++) {
                byte[] pcm = Wav.samples(meetings.get(i % meetings.size()));
                int length = (int) Math.min(left, pcm.length);
                out.write(pcm, 0, length);
                left -= length;
            }
        }
        return file;
    }
}
