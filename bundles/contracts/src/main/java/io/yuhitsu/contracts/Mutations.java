package io.yuhitsu.contracts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages files as chance has it; the same state of chance gives the same damage. */
public final class Mutations {
    private static final long[] EXTREMES = {
        0,
        1,
        2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        -2,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1_000_000_000
    };

    /** Where headers lie. */
    private static final int HEAD = 1024;

    private static final int MOST_TIMES = 4;

    private Mutations() {}

    /**
     * A copy with one to four kinds of damage.
     *
     * @param other what parts may come from
     */
    public static byte[] of(byte[] file, byte[] other, Random random) {
        byte[] damaged = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            damaged = once(damaged, other, random);
        }
        return Arrays.copyOf(damaged, (int) Math.min(damaged.length, MOST_TIMES * (file.length + 1000L)));
    }

    private static byte[] once(byte[] file, byte[] other, Random random) {
        if (file.length < 2) {
            return other.clone();
        }
        int from = place(file, random);
        int length = 1 + random.nextInt(random.nextBoolean() ? Math.min(64, file.length) : file.length);
        int to = Math.min(file.length, from + length);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> bitsFlipped(file, random);
            case 3, 4 -> numberSet(file, from, random);
            case 5 -> concat(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
            case 6 -> concat(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
            case 7 -> swapped(file, from, to, random);
            case 8 -> overwritten(file, from, to, random);
            default -> concat(Arrays.copyOf(file, from), tail(other, random));
        };
    }

    /** Half of all damage is done to headers. */
    private static int place(byte[] file, Random random) {
        return random.nextInt(random.nextBoolean() ? Math.min(HEAD, file.length) : file.length);
    }

    private static byte[] bitsFlipped(byte[] file, Random random) {
        for (int i = random.nextInt(30); i >= 0; i--) {
            file[place(file, random)] ^= (byte) (1 << random.nextInt(8));
        }
        return file;
    }

    private static byte[] numberSet(byte[] file, int at, Random random) {
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putLong(EXTREMES[random.nextInt(EXTREMES.length)])
                .array();
        int width = 1 << random.nextInt(4);
        boolean last = random.nextBoolean();
        int length = Math.min(width, file.length - at);
        System.arraycopy(number, last ? Long.BYTES - width : 0, file, at, length);
        return file;
    }

    private static byte[] swapped(byte[] file, int from, int to, Random random) {
        byte[] piece = Arrays.copyOfRange(file, from, to);
        int at = random.nextInt(file.length - piece.length + 1);
        System.arraycopy(file, at, file, from, piece.length);
        System.arraycopy(piece, 0, file, at, piece.length);
        return file;
    }

    private static byte[] overwritten(byte[] file, int from, int to, Random random) {
        byte[] noise = new byte[to - from];
        if (random.nextBoolean()) {
            random.nextBytes(noise);
        } else {
            Arrays.fill(noise, (byte) (random.nextBoolean() ? 0 : 0xff));
        }
        System.arraycopy(noise, 0, file, from, noise.length);
        return file;
    }

    private static byte[] tail(byte[] file, Random random) {
        return Arrays.copyOfRange(file, random.nextInt(file.length + 1), file.length);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
