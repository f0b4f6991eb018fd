package io.yuhitsu.store.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.derby.jdbc.BasicEmbeddedDataSource40;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to a Derby that is opened anew after it broke down. When it cannot write, as on a full disk, Derby ends the database, and
 * sometimes leaves it half ended: every further connection would fail until the server is started again. Shutting down all of Derby leads out
 * of that; opening repeats what was committed and undoes the rest, as after a crash.
 */
final class ReopeningSource extends BasicEmbeddedDataSource40 {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReopeningSource.class);
    /** Of the severities that Derby gives as error code, the first that ends a database. */
    private static final int ENDS_DATABASE = 45_000;
    /** Exceptions out of Derby's own code, a database that does not boot, and one that is thought not to exist. */
    private static final Set<String> BROKEN = Set.of("XJ001", "XJ040", "XJ004");

    /** What those hear who were at work when it was shut down to be opened anew. */
    private static final String SHUT_DOWN = "08006";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What is done with Derby itself. */
    interface Act {
        void run() throws SQLException;
    }

    private final transient Act shutDownAll;
    private final Duration patience;
    private final transient Runnable lastResort;
    /** Not this object's monitor: Derby locks that itself, in another thread. */
    private final Lock reopening = new ReentrantLock();

    private volatile boolean broken;
    private volatile boolean closed;
    private long notBefore = System.nanoTime();
    private boolean said;

    /**
     * @param patience how long shutting down and opening may take
     * @param lastResort done when it takes longer: only another process helps then
     */
    ReopeningSource(Act shutDownAll, Duration patience, Runnable lastResort) {
        this.shutDownAll = shutDownAll;
        this.patience = patience;
        this.lastResort = lastResort;
    }

    /** Told of each failure; some of them mean that the database has to be opened anew. */
    void failed(Throwable why) {
        Throwable cause = why;
        for (int depth = 0; cause != null && depth < 50; depth++) {
            if (cause instanceof SQLException sql && isBreakdown(sql)) {
                broken = true;
                return;
            }
            cause = cause.getCause();
        }
    }

    private static boolean isBreakdown(SQLException e) {
        boolean ended = e.getErrorCode() >= ENDS_DATABASE && !SHUT_DOWN.equals(e.getSQLState());
        return ended || e.getSQLState() != null && BROKEN.contains(e.getSQLState());
    }

    /** From here on it is closed for good. */
    void close() {
        closed = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("the database is closed", "08003");
        }
        if (broken) {
            reopen();
        }
        try {
            return writable();
        } catch (SQLException e) {
            failed(e);
            throw e;
        }
    }

    /** A Derby that finds no room when it boots opens the database for reading only, and leaves it so. */
    private Connection writable() throws SQLException {
        Connection connection = super.getConnection();
        if (connection.isReadOnly()) {
            connection.close();
            broken = true;
            throw new SQLTransientConnectionException("the database could be opened for reading only", "08001");
        }
        return connection;
    }

    private void reopen() throws SQLException {
        reopening.lock();
        try {
            if (broken) {
                reopenNow();
            }
        } finally {
            reopening.unlock();
        }
    }

    private void reopenNow() throws SQLException {
        if (System.nanoTime() - notBefore < 0) {
            throw new SQLTransientConnectionException("the database is about to be opened again", "08001");
        }
        if (!said) {
            said = true;
            LOG.warn("the embedded database broke down and is opened again");
        }
        try {
            within(this::shutDownAndOpen);
            broken = false;
            said = false;
            LOG.info("the embedded database is open again");
        } finally {
            notBefore = System.nanoTime() + PAUSE.toNanos();
        }
    }

    private void shutDownAndOpen() throws SQLException {
        shutDownAll.run();
        try (Connection connection = writable();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("values 1")) {
            answer.next();
        }
    }

    private void within(Act act) throws SQLException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        act.run();
                        done.complete(null);
                    } catch (SQLException | RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                "yuhitsu-store-reopen");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    done.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
        } catch (TimeoutException e) {
            lastResort.run();
            throw new SQLTransientConnectionException("the database does not open", "08001", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
