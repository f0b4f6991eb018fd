package io.yuhitsu.core.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before a failed thing is tried again: twice as long each time, within limits, and never in step with others. */
final class Backoff {
    /** Nobody is believed who asks for more. */
    private static final Duration MOST = Duration.ofDays(1);

    private static final Duration WHILE_FULL = Duration.ofSeconds(50);

    private final DoubleSupplier random;

    /** @param random 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * @param tries that failed before this one
     * @param atLeast what the other side asked for, null when it did not say
     */
    Duration delay(CoreSettings settings, int tries, Duration atLeast) {
        long first = settings.backoffFirst().toMillis();
        long longest = settings.backoffLongest().toMillis();
        long doubled = tries >= 40 ? longest : Math.min(longest, first << Math.min(tries, 30));
        Duration own = Duration.ofMillis(jittered(Math.max(doubled, 1)));
        if (atLeast == null || own.compareTo(atLeast) >= 0) {
            return own;
        }
        // Jitter on top: everybody who was told the same second would come back together.
        Duration asked = atLeast.compareTo(MOST) > 0 ? MOST : atLeast;
        return asked.plusMillis((long) (random.getAsDouble() * Math.min(asked.toMillis() / 10, 10_000)));
    }

    /** Disks are emptied by people, who then want to see that the work goes on. */
    static Duration whileFull(Duration delay) {
        return delay.compareTo(WHILE_FULL) > 0 ? WHILE_FULL : delay;
    }

    private long jittered(long millis) {
        return Math.max(1, (long) (millis * (0.75 + 0.5 * random.getAsDouble())));
    }
}
