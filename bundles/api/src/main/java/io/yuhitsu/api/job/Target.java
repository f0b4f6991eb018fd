package io.yuhitsu.api.job;

import java.util.Map;

/**
 * Where documents go.
 *
 * @param name unique in its profile
 * @param channel name of the {@link io.yuhitsu.api.spi.DeliveryChannel}
 * @param options what the channel needs to know; secrets by reference only
 */
public record Target(String name, String channel, Map<String, String> options) {
    /** The folder {@code outbox/}. */
    public static final Target OUTBOX = new Target("outbox", "folder", Map.of());

    public Target {
        options = Map.copyOf(options);
    }
}
