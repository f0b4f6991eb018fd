package io.yuhitsu.store.internal.jdbc;

import java.time.Clock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** A database in which it is as late as a test says. */
record AtTime(Engine engine, Clock clock) implements Engine {
    @Override
    public long now(Handle handle) {
        return clock.millis();
    }

    @Override
    public DataSource dataSource() {
        return engine.dataSource();
    }

    @Override
    public DataSource patientDataSource() {
        return engine.patientDataSource();
    }

    @Override
    public String byteOrder() {
        return engine.byteOrder();
    }

    @Override
    public void schemaIsReady() {
        engine.schemaIsReady();
    }

    @Override
    public long connectionTimeoutMs() {
        return engine.connectionTimeoutMs();
    }

    @Override
    public String connectionInitSql() {
        return engine.connectionInitSql();
    }

    @Override
    public Turn turn() {
        return engine.turn();
    }

    @Override
    public String claimSuffix() {
        return engine.claimSuffix();
    }

    @Override
    public String oldestFirst(String id) {
        return engine.oldestFirst(id);
    }

    @Override
    public String anyOfMany(String id) {
        return engine.anyOfMany(id);
    }

    @Override
    public boolean isConflict(String sqlState) {
        return engine.isConflict(sqlState);
    }

    @Override
    public boolean isConnectionLost(String sqlState) {
        return engine.isConnectionLost(sqlState);
    }

    @Override
    public void failed(Throwable why) {
        engine.failed(why);
    }

    @Override
    public RuntimeException explained(RuntimeException failure) {
        return engine.explained(failure);
    }

    @Override
    public void close() {
        engine.close();
    }
}
