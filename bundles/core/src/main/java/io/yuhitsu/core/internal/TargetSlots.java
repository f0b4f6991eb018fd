package io.yuhitsu.core.internal;

import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.job.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How many deliveries run per channel and per target, so that a slow target delays no other. Thread-safe. */
final class TargetSlots {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Key(TenantId tenant, Target target) {
        static Key of(Delivery delivery) {
            return new Key(delivery.tenant(), delivery.target());
        }
    }

    /** A target that something runs to, or that had to put something off. */
    private static final class Lane {
        private int running;
        private Duration usual = Duration.ofSeconds(1);
        private Instant next = Instant.MIN;
    }

    private final LiveSettings settings;
    private final Map<Key, Lane> lanes = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();

    TargetSlots(LiveSettings settings) {
        this.settings = settings;
    }

    /** Those of the channels that have room. */
    synchronized Set<String> open(Set<String> names) {
        int most = settings.get().deliveriesPerChannel();
        return names.stream().filter(n -> channels.getOrDefault(n, 0) < most).collect(Collectors.toUnmodifiableSet());
    }

    /** @return false when the target has enough to do */
    synchronized boolean enter(Delivery delivery) {
        Lane lane = lanes.computeIfAbsent(Key.of(delivery), k -> new Lane());
        if (lane.running >= settings.get().deliveriesPerTarget()) {
            return false;
        }
        lane.running++;
        channels.merge(delivery.target().channel(), 1, Integer::sum);
        return true;
    }

    /** When a delivery that found no room is likely to find some: each one a usual delivery later than the one before. */
    synchronized Instant putOff(Delivery delivery, Instant now) {
        Lane lane = lanes.computeIfAbsent(Key.of(delivery), k -> new Lane());
        Duration step = lane.usual.dividedBy(settings.get().deliveriesPerTarget());
        Instant from = lane.next.isBefore(now) ? now : lane.next;
        lane.next = from.plus(clamped(step));
        return lane.next;
    }

    synchronized void leave(Delivery delivery, Duration took) {
        Key key = Key.of(delivery);
        Lane lane = lanes.get(key);
        lane.running--;
        lane.usual = lane.usual.multipliedBy(3).plus(took).dividedBy(4);
        channels.merge(delivery.target().channel(), -1, Integer::sum);
        if (lane.running == 0) {
            lanes.remove(key);
        }
    }

    private static Duration clamped(Duration step) {
        if (step.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return step.compareTo(LONGEST) > 0 ? LONGEST : step;
    }
}
