package io.yuhitsu.store.internal.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.function.ToDoubleFunction;

/** What the store measures. */
final class Meters {
    private static final String CONNECTIONS = "yuhitsu.database.connections";

    private Meters() {}

    /** How much of the pool is in use, as long as there is the pool. */
    static HikariDataSource watched(HikariDataSource pool) {
        // Those of a pool before this one: what has a name already is not registered again.
        Metrics.globalRegistry.find(CONNECTIONS).meters().forEach(Metrics.globalRegistry::remove);
        connections(pool, "active", HikariPoolMXBean::getActiveConnections);
        connections(pool, "idle", HikariPoolMXBean::getIdleConnections);
        connections(pool, "awaited", HikariPoolMXBean::getThreadsAwaitingConnection);
        return pool;
    }

    private static void connections(HikariDataSource pool, String state, ToDoubleFunction<HikariPoolMXBean> count) {
        Gauge.builder(CONNECTIONS, pool, p -> count.applyAsDouble(p.getHikariPoolMXBean()))
                .tag("state", state)
                .register(Metrics.globalRegistry);
    }
}
