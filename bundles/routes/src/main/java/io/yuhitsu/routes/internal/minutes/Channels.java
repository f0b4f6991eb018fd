package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.spi.DeliveryChannel;

/** Where a running deliveries route is made known as a channel. */
@FunctionalInterface
public interface Channels {
    /** @return closed when the channel is there no more; the newest of a name is the one that is used */
    Registration add(String name, DeliveryChannel channel);

    /** Undoes {@link #add}. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
