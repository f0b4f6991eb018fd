package io.yuhitsu.store.internal.jdbc;

import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** One transaction. */
final class Tx {
    private final Handle handle;
    private final long now;
    private boolean changed;

    /** @param now milliseconds since 1970; the one clock that leases are measured by */
    Tx(Handle handle, long now) {
        this.handle = handle;
        this.now = now;
    }

    Handle handle() {
        return handle;
    }

    long now() {
        return now;
    }

    int update(String sql, Object... values) {
        int rows = handle.execute(sql, values);
        changed |= rows > 0;
        return rows;
    }

    /** Whether there is anything to commit. */
    boolean changed() {
        return changed;
    }

    Query select(String sql, Object... values) {
        return handle.select(sql, values);
    }

    long after(Duration duration) {
        return Math.addExact(now, duration.toMillis());
    }
}
