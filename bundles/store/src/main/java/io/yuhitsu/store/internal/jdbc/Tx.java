package io.yuhitsu.store.internal.jdbc;

import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * One transaction.
 *
 * @param now milliseconds since 1970; the one clock that leases are measured by
 */
record Tx(Handle handle, long now) {
    int update(String sql, Object... values) {
        return handle.execute(sql, values);
    }

    Query select(String sql, Object... values) {
        return handle.select(sql, values);
    }

    long after(Duration duration) {
        return Math.addExact(now, duration.toMillis());
    }
}
