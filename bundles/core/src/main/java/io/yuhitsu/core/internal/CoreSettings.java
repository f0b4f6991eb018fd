package io.yuhitsu.core.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/** Settings of the core, checked. Sizes in bytes. */
public record CoreSettings(
        Duration lease,
        int internalTries,
        Duration backoffFirst,
        Duration backoffLongest,
        Duration sweep,
        long recordingLimit,
        int freePercent,
        long freeBytes,
        int deliveriesPerChannel,
        int deliveriesPerTarget,
        Duration orphanAge,
        Duration orphanSweep,
        ZoneId zone) {
    private static final long MEBIBYTE = 1024L * 1024;

    /** @throws IllegalArgumentException a value is out of its range; the message names the key */
    static CoreSettings of(CoreConfig config) {
        return new CoreSettings(
                Duration.ofSeconds(within("leaseSeconds", config.leaseSeconds(), 10, 3600)),
                within("internalTries", config.internalTries(), 1, 20),
                Duration.ofSeconds(within("backoffFirstSeconds", config.backoffFirstSeconds(), 1, 3600)),
                Duration.ofMinutes(within("backoffLongestMinutes", config.backoffLongestMinutes(), 1, 1440)),
                Duration.ofSeconds(within("sweepSeconds", config.sweepSeconds(), 1, 30)),
                MEBIBYTE * within("recordingLimitMegabytes", config.recordingLimitMegabytes(), 1, 1 << 20),
                within("freePercent", config.freePercent(), 0, 50),
                MEBIBYTE * within("freeMegabytes", config.freeMegabytes(), 0, 1 << 20),
                within("deliveriesPerChannel", config.deliveriesPerChannel(), 1, 64),
                within("deliveriesPerTarget", config.deliveriesPerTarget(), 1, 64),
                Duration.ofHours(within("orphanHours", config.orphanHours(), 24, 8760)),
                Duration.ofMinutes(within("orphanSweepMinutes", config.orphanSweepMinutes(), 1, 10_080)),
                zone(config.timeZone()));
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", allowed are " + least + " to " + most);
        }
        return value;
    }

    private static ZoneId zone(String name) {
        if (name.isBlank()) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone is " + name + ", allowed are names like Asia/Tokyo", e);
        }
    }
}
