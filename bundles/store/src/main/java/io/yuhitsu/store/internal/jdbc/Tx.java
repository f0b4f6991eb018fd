package io.yuhitsu.store.internal.jdbc;

import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** One transaction. */
final class Tx {
    private final Handle handle;
    private final Engine engine;
    private long now = -1;
    private boolean changed;

    Tx(Handle handle, Engine engine) {
        this.handle = handle;
        this.engine = engine;
    }

    Handle handle() {
        return handle;
    }

    Engine engine() {
        return engine;
    }

    /** Milliseconds since 1970, the same in the whole transaction; asked for when it is first needed, because that may be a question to another machine. */
    long now() {
        if (now < 0) {
            now = engine.now(handle);
        }
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
        return Math.addExact(now(), duration.toMillis());
    }
}
