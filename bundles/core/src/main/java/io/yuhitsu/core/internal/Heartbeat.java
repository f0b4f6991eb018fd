package io.yuhitsu.core.internal;

import java.time.Duration;
import java.util.function.Consumer;

/** Renews leases three times in their length, as long as they are held: also while a route drains. */
final class Heartbeat implements AutoCloseable {
    private final Loop loop;

    /** @param beat renews everything for that long */
    Heartbeat(String name, LiveSettings settings, Consumer<Duration> beat) {
        Bell changes = settings.changes();
        loop = new Loop(
                        name,
                        closed -> {
                            long heard = changes.heard();
                            Duration lease = settings.get().lease();
                            beat.accept(lease);
                            if (!closed.getAsBoolean()) {
                                changes.await(heard, lease.dividedBy(3));
                            }
                        },
                        changes::ring)
                .start();
    }

    @Override
    public void close() {
        loop.close();
    }
}
