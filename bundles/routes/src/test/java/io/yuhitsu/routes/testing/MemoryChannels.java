package io.yuhitsu.routes.testing;

import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.routes.internal.minutes.Channels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The registered channels; the newest of a name counts. */
public final class MemoryChannels implements Channels {
    private final Map<String, Deque<DeliveryChannel>> byName = new HashMap<>();
    private int gaps;

    @Override
    public synchronized Registration add(String name, DeliveryChannel channel) {
        byName.computeIfAbsent(name, n -> new ArrayDeque<>()).push(channel);
        return () -> remove(name, channel);
    }

    private synchronized void remove(String name, DeliveryChannel channel) {
        byName.get(name).remove(channel);
        if (byName.get(name).isEmpty()) {
            gaps++;
        }
    }

    public synchronized Optional<DeliveryChannel> find(String name) {
        return Optional.ofNullable(byName.getOrDefault(name, new ArrayDeque<>()).peek());
    }

    /** How often a name was left without a channel. */
    public synchronized int gaps() {
        return gaps;
    }
}
