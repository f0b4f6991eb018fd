package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.driver.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Recordings, most of them short, cut out of the sample meetings; no two have the same content. */
public final class Recordings {
    private static final int SHORTEST_MS = 3000;
    private static final int LONGER_BY_MS = 3000;
    /** Several stretches. */
    private static final int LONG_MS = 60_000;

    private static final int LONG_LONGER_BY_MS = 30_000;
    /** No divisor of the samples' lengths, so that each cut falls elsewhere. */
    private static final int STEP_MS = 1371;

    /** Samples a second of what is to be small in spite of its length. */
    private static final int SLOW_RATE = 1000;

    private final Path folder;
    private final byte[] talk;
    private int made;

    /** @param samples folder with WAV files */
    public Recordings(Path folder, Path samples) throws IOException {
        this.folder = Files.createDirectories(folder);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Path> meetings;
        try (Stream<Path> files = Files.list(samples)) {
            meetings = files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
        }
        for (Path meeting : meetings) {
            all.write(Wav.samples(meeting));
        }
        talk = all.toByteArray();
    }

    /** Where they lie. */
    Path folder() {
        return folder;
    }

    /** A new file of 3 to 6 seconds. */
    public Path next() throws IOException {
        return cut(SHORTEST_MS, LONGER_BY_MS, 173);
    }

    /** A new file of 60 to 90 seconds. */
    Path nextLong() throws IOException {
        return cut(LONG_MS, LONG_LONGER_BY_MS, 11_173);
    }

    private Path cut(int shortest, int longerBy, int step) throws IOException {
        int number = made++;
        int length = (shortest + number * step % longerBy) * Wav.BYTES_PER_MS;
        int from = (int) ((long) number * STEP_MS * Wav.BYTES_PER_MS % (talk.length - length));
        byte[] sound = Arrays.copyOfRange(talk, from, from + length);
        // So soft that nobody hears it: the number, by which contents differ even after a whole round through the talk.
        sound[0] = (byte) number;
        sound[2] = (byte) (number >> 8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(Wav.header(sound.length));
        file.write(sound);
        return Files.write(folder.resolve(name(number) + ".wav"), file.toByteArray());
    }

    /** A new file of ten hours in which nobody speaks: so long to decode, and nothing of it is kept. */
    Path silence() throws IOException {
        int number = made++;
        int bytes = 10 * 3600 * SLOW_RATE * 2;
        // In front the form of all recordings, but for the rate.
        ByteBuffer header = ByteBuffer.wrap(Wav.header(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(24, SLOW_RATE).putInt(28, SLOW_RATE * 2);
        Path file = folder.resolve(name(number) + ".wav");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header.array());
            out.write(number);
            // A file that ends with nothing is taken for one that is still being written.
            out.seek(header.capacity() + bytes - 2);
            out.write(new byte[] {1, 0});
        }
        return file;
    }

    /** What no decoder takes for a recording; each has other words. */
    Path nonsense() throws IOException {
        int number = made++;
        return Files.writeString(
                folder.resolve(name(number) + ".wav"), ("note " + number + ", not a recording\n").repeat(100));
    }

    private static String name(int number) {
        return String.format(java.util.Locale.ROOT, "2026-11-09 f%05d", number);
    }
}
