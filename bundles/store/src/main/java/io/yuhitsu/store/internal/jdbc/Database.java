package io.yuhitsu.store.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.DataVersion;
import io.yuhitsu.store.internal.Said;
import io.yuhitsu.store.internal.StartFailure;
import io.yuhitsu.store.internal.StoreSettings;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.TransactionException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The database of jobs, deliveries and profiles: opened, brought to today's schema, and closed again. */
@Component(service = Database.class, configurationPid = StoreSettings.PID)
public final class Database implements AutoCloseable {
    private static final Texts TEXTS = Texts.beside(Database.class);
    private static final DurableStep MIGRATED = DurableStep.named("database.migrate");
    private static final int TRIES = 5;
    private static final int CONNECTION_TIMEOUT_MS = 10_000;

    private final Engine engine;
    private final Clock clock;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /** What is done in a transaction. May be run more than once. */
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T in(Tx tx) throws X;
    }

    /** What is done in a transaction that gives nothing back. */
    @FunctionalInterface
    interface Change<X extends Exception> {
        void in(Tx tx) throws X;
    }

    @Activate
    public Database(BundleContext context, StoreSettings settings, @Reference KeyRing keys) throws Exception {
        this(
                StartFailure.told(DataFolder.of(context), () -> open(DataFolder.of(context), settings, keys)),
                Clock.systemUTC());
    }

    Database(Engine engine, int connections, Clock clock) {
        this(Opened.of(engine, connections), clock);
    }

    private Database(Opened opened, Clock clock) {
        this.engine = opened.engine();
        this.pool = opened.pool();
        this.clock = clock;
        jdbi = Jdbi.create(pool);
        // Rows hold no content, but ids, targets and reasons need not be in logs either.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    private static Opened open(DataFolder data, StoreSettings settings, KeyRing keys) throws IOException, SQLException {
        DataVersion.raise(data);
        return Opened.of(derby(data, keys), settings.connections());
    }

    /** A database that has today's schema. */
    private record Opened(Engine engine, HikariDataSource pool) {
        /** Closes the engine when it fails. */
        static Opened of(Engine engine, int connections) {
            try {
                if (connections < 2 || connections > 100) {
                    throw new IllegalArgumentException(Said.inBoth(TEXTS.message("connections-wrong", connections)));
                }
                MIGRATED.run(() -> Migrations.run(engine.dataSource()));
                return new Opened(engine, Database.pool(engine, connections));
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        }
    }

    static Engine derby(DataFolder data, KeyRing keys) throws IOException, SQLException {
        return new Derby(data.root().resolve("db"), data.root().resolve("log"), keys.databasePassword());
    }

    private static HikariDataSource pool(Engine engine, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("yuhitsu-store");
        config.setDataSource(engine.dataSource());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    Engine engine() {
        return engine;
    }

    <T, X extends Exception> T read(Work<T, X> work) throws X {
        return repeated(() -> jdbi.inTransaction(handle -> work.in(new Tx(handle, clock.millis()))));
    }

    <T, X extends Exception> T write(DurableStep step, Work<T, X> work) throws X {
        return repeated(() -> {
            engine.writers().lock();
            try {
                return committed(step, work);
            } finally {
                engine.writers().unlock();
            }
        });
    }

    private <T, X extends Exception> T committed(DurableStep step, Work<T, X> work) throws X {
        AtomicBoolean changed = new AtomicBoolean();
        T outcome = jdbi.inTransaction(handle -> {
            Tx tx = new Tx(handle, clock.millis());
            T done = work.in(tx);
            changed.set(tx.changed());
            if (tx.changed()) {
                step.begins();
            }
            return done;
        });
        if (changed.get()) {
            step.ended();
        }
        return outcome;
    }

    <X extends Exception> void change(DurableStep step, Change<X> change) throws X {
        this.<Object, X>write(step, tx -> {
            change.in(tx);
            return tx;
        });
    }

    private interface Attempt<T, X extends Exception> {
        T run() throws X;
    }

    private <T, X extends Exception> T repeated(Attempt<T, X> transaction) throws X {
        boolean interrupted = false;
        try {
            for (int tries = 1; ; tries++) {
                // The work is short and has to end whole: an interrupt waits until it has.
                interrupted |= Thread.interrupted();
                try {
                    return transaction.run();
                } catch (JdbiException e) {
                    String sqlState = sqlState(e);
                    if (isBadValue(sqlState)) {
                        // No cause: databases quote the value in their messages.
                        throw new IllegalArgumentException(
                                "a value does not fit into the database, SQLState " + sqlState);
                    }
                    if (tries == TRIES || !(engine.isConflict(sqlState) || wasInterrupted(e))) {
                        throw new StoreUnavailableException(Said.inBoth(TEXTS.message("database-unavailable")), e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Before the commit: the database rolled back what was done so far. */
    private static boolean wasInterrupted(JdbiException e) {
        return Thread.currentThread().isInterrupted() && !(e instanceof TransactionException);
    }

    /** Empty when the failure has none. */
    private static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** Too long, out of range, or of a job that is not there: no later try will be better. */
    private static boolean isBadValue(String sqlState) {
        return sqlState.startsWith("22") || sqlState.equals("23503");
    }

    @Deactivate
    @Override
    public void close() {
        pool.close();
        engine.close();
    }
}
