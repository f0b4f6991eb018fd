package io.yuhitsu.itests.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** WAV files of 16 kHz, mono, 16 bit, their header 44 bytes long: the form of the sample meetings. */
public final class Wav {
    /** Samples a second. */
    public static final int RATE = 16_000;

    public static final int BYTES_PER_MS = RATE * 2 / 1000;

    private static final int HEADER = 44;

    private Wav() {}

    /** The samples of a file. @throws IOException it is not of this form */
    public static byte[] samples(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER
                    || !new String(header, 36, 4, StandardCharsets.US_ASCII).equals("data")
                    || ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(24) != RATE) {
                throw new IOException(file + " is no plain WAV file of " + RATE + " Hz");
            }
            return in.readAllBytes();
        }
    }

    /** @param bytes length of the samples that follow */
    public static byte[] header(long bytes) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (bytes + HEADER - 8))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) bytes)
                .array();
    }
}
