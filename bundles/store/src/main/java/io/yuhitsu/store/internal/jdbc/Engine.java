package io.yuhitsu.store.internal.jdbc;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** What one kind of database does differently from another; everything else is SQL that all of them run. */
interface Engine extends AutoCloseable {
    DataSource dataSource();

    /** The same database for changes of its schema, which may take as long as they need. */
    default DataSource patientDataSource() {
        return dataSource();
    }

    /** What scripts write as <code>${byte_order}</code> behind a column of an index whose order is that of {@link #oldestFirst}. */
    String byteOrder();

    /** Called once when the schema is that of today, before anything else is done. @throws IllegalStateException this database is not for this server */
    void schemaIsReady();

    /** How long a caller waits for a connection at most. */
    long connectionTimeoutMs();

    /** Run on each new connection; null for nothing. */
    String connectionInitSql();

    /** Milliseconds since 1970, by the one clock that leases are measured by. */
    long now(Handle handle);

    /** Held by every transaction that writes. */
    Turn turn();

    /** For the end of a query for the row of {@code j} that is about to be claimed. */
    String claimSuffix();

    /** How a query says that it wants the smallest {@code id} first. */
    String oldestFirst(String id);

    /** For the end of a query of which only whether there is a row counts, so that the first of an index is enough. */
    String anyOfMany(String id);

    /** Whether the transaction lost against another one and may be run again. */
    boolean isConflict(String sqlState);

    /** Whether it is the connection that failed, and another one may do. */
    boolean isConnectionLost(String sqlState);

    /** Told of each failure that was no mere conflict. */
    void failed(Throwable why);

    /** Why the database cannot be used at a start, for whoever starts it; what has no better words stays as it is. */
    RuntimeException explained(RuntimeException failure);

    @Override
    void close();

    /** The right to write. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
