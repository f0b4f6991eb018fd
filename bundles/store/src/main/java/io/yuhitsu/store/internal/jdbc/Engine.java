package io.yuhitsu.store.internal.jdbc;

import java.util.concurrent.locks.Lock;
import javax.sql.DataSource;

/** What one kind of database does differently from another; everything else is SQL that all of them run. */
interface Engine extends AutoCloseable {
    DataSource dataSource();

    /** Held by every transaction that writes. */
    Lock writers();

    /** Added to a query for a row that is about to be claimed. */
    String claimSuffix();

    /** Whether the transaction lost against another one and may be run again. */
    boolean isConflict(String sqlState);

    @Override
    void close();
}
