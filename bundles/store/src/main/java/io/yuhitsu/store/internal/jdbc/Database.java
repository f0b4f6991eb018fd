package io.yuhitsu.store.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.DataVersion;
import io.yuhitsu.store.internal.Said;
import io.yuhitsu.store.internal.StartFailure;
import io.yuhitsu.store.internal.StoreSettings;
import io.yuhitsu.store.internal.key.KeyRing;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
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

    private final Engine engine;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Outage outage = new Outage();

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
        this(StartFailure.told(DataFolder.of(context), () -> {
            DataFolder data = DataFolder.of(context);
            DataVersion.raise(data);
            Path blobs = data.resolve("blobs", settings.blobs());
            return open(Engines.choose(data, settings.database(), blobs, keys), settings.connections());
        }));
    }

    Database(Engine engine, int connections) {
        this(open(engine, connections));
    }

    private record Opened(Engine engine, HikariDataSource pool) {}

    private Database(Opened opened) {
        engine = opened.engine();
        pool = opened.pool();
        jdbi = Jdbi.create(pool);
        // Rows hold no content, but ids, targets and reasons need not be in logs either.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    private static Opened open(Engine engine, int connections) {
        try {
            if (connections < 2 || connections > 100) {
                throw new IllegalStateException(Said.inBoth(TEXTS.message("connections-wrong", connections)));
            }
            MIGRATED.run(() -> Migrations.run(engine));
            engine.schemaIsReady();
            return new Opened(engine, pool(engine, connections));
        } catch (RuntimeException e) {
            engine.close();
            throw engine.explained(e);
        }
    }

    private static HikariDataSource pool(Engine engine, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("yuhitsu-store");
        config.setDataSource(engine.dataSource());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(engine.connectionTimeoutMs());
        config.setValidationTimeout(engine.connectionTimeoutMs() / 2);
        config.setConnectionInitSql(engine.connectionInitSql());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setExceptionOverride(new LostConnections(engine));
        return Meters.watched(new HikariDataSource(config));
    }

    Engine engine() {
        return engine;
    }

    <T, X extends Exception> T read(Work<T, X> work) throws X {
        return repeated(() -> jdbi.inTransaction(handle -> work.in(new Tx(handle, engine))));
    }

    <T, X extends Exception> T write(DurableStep step, Work<T, X> work) throws X {
        return repeated(() -> {
            try (Engine.Turn turn = engine.turn()) {
                return jdbi.<T, X>withHandle(handle -> committed(handle, engine, step, work));
            }
        });
    }

    /** Once, on a connection that is open. */
    static <T, X extends Exception> T committed(Handle handle, Engine engine, DurableStep step, Work<T, X> work)
            throws X {
        AtomicBoolean changed = new AtomicBoolean();
        T outcome = handle.inTransaction(inside -> {
            Tx tx = new Tx(inside, engine);
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

    private <T, X extends Exception> T repeated(Outage.Attempt<T, X> transaction) throws X {
        boolean interrupted = false;
        try {
            for (int tries = 1; ; tries++) {
                // The work is short and has to end whole: an interrupt waits until it has.
                interrupted |= Thread.interrupted();
                try {
                    return outage.watch(transaction);
                } catch (JdbiException e) {
                    String sqlState = sqlState(e);
                    if (isBadValue(sqlState)) {
                        // No cause: databases quote the value in their messages.
                        throw new IllegalArgumentException(
                                "a value does not fit into the database, SQLState " + sqlState);
                    }
                    engine.failed(e);
                    if (tries == TRIES || !mayRunAgain(e, sqlState)) {
                        boolean gone = e instanceof ConnectionException || engine.isConnectionLost(sqlState);
                        throw outage.failed(e, gone);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nothing of it was done. When the commit itself fails, nobody knows whether it was: then the caller has to look. */
    private boolean mayRunAgain(JdbiException e, String sqlState) {
        if (engine.isConflict(sqlState)) {
            return true;
        }
        if (e instanceof TransactionException) {
            return false;
        }
        boolean connected = !(e instanceof ConnectionException);
        return Thread.currentThread().isInterrupted() || (connected && engine.isConnectionLost(sqlState));
    }

    /** Empty when the failure has none. */
    static String sqlState(Throwable e) {
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
        outage.close();
        pool.close();
        engine.close();
    }
}
