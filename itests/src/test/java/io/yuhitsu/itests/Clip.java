package io.yuhitsu.itests;

import io.yuhitsu.itests.driver.Installation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Pieces of the sample recordings: the shorter, the sooner a test is done. */
final class Clip {
    private static final int HEADER = 44;
    private static final int BYTES_PER_SECOND = 32_000;

    private Clip() {}

    /** A recording of its own: no two with other numbers have the same content. */
    static byte[] of(Installation installation, int seconds, int number) throws IOException {
        byte[] sample = Files.readAllBytes(installation.home().resolve("samples/2026-11-09 Weekly status meeting.wav"));
        byte[] clip = Arrays.copyOf(sample, HEADER + seconds * BYTES_PER_SECOND);
        ByteBuffer header = ByteBuffer.wrap(clip).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, clip.length - 8);
        header.putInt(40, clip.length - HEADER);
        header.putInt(clip.length - 4, number);
        return clip;
    }

    /** Puts a recording where the server takes it from, whole or not at all. */
    static Path drop(byte[] content, Path inbox, String name) throws IOException {
        Path aside = Files.write(inbox.resolve("." + name + ".part"), content);
        return Files.move(aside, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
