package io.yuhitsu.store.internal.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Tells the pool which connections are of no use any more, also where it does not know it by itself. */
record LostConnections(Engine engine) implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && engine.isConnectionLost(state) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
