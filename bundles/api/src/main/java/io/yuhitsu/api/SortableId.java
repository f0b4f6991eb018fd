package io.yuhitsu.api;

import java.security.SecureRandom;
import java.util.Arrays;

/** Identifiers that sort by creation time and cannot be guessed: 9 characters of milliseconds, 11 random ones, Crockford base 32 in lower case. */
final class SortableId {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();
    static final String FORM = "[0-9a-hjkmnp-tv-z]{20}";

    private SortableId() {}

    static String next(long epochMillis) {
        char[] id = new char[20];
        long time = epochMillis;
        for (int i = 8; i >= 0; i--) {
            id[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        long random = RANDOM.nextLong();
        for (int i = 9; i < 20; i++) {
            id[i] = DIGITS[(int) (random & 31)];
            random >>>= 5;
        }
        return new String(id);
    }

    /** Milliseconds since 1970 when it was made. */
    static long time(String id) {
        long time = 0;
        for (int i = 0; i < 9; i++) {
            time = time << 5 | Arrays.binarySearch(DIGITS, id.charAt(i));
        }
        return time;
    }
}
