package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.Holdings;
import io.yuhitsu.store.internal.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.derby.jdbc.BasicEmbeddedDataSource40;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby inside this server, encrypted with AES-256; one server at a time has it open. */
final class Derby implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Derby.class);
    private static final Texts TEXTS = Texts.beside(Derby.class);
    private static final Set<String> CONFLICTS = Set.of("40001", "40XL1", "40XL2", "23505");
    private static final DurableStep MADE = DurableStep.named("database.make");
    private static final String SHUT_DOWN = "08006";
    private static final String ALL_SHUT_DOWN = "XJ015";
    private static final Duration REOPENING = Duration.ofMinutes(2);
    /** How the server ends when only another process can help (EX_SOFTWARE). */
    private static final int HOPELESS = 70;

    private static final String WRONG_PASSWORD = "XBM06";
    private static final String OPEN_ELSEWHERE = "XSDB6";

    private final Path folder;
    private final String password;
    private final ReopeningSource source;

    /**
     * Derby finds a deadlock only after a second of waiting, and it gains nothing from writers side by side on one disk: one at a time.
     */
    private final Lock writers = new ReentrantLock(true);

    /** Opens the database, or makes it. */
    Derby(Path folder, Path logs, String password) throws IOException, SQLException {
        this.folder = folder;
        this.password = password;
        DurableFiles.makePrivateFolder(logs);
        // Read when the first database is opened. Without them: a derby.log without end in the current folder,
        // deadlocks of 20 s.
        setOnce("derby.stream.error.style", "rollingFile");
        setOnce("derby.stream.error.rollingFile.pattern", logs.toString().replace("%", "%%") + "/derby.%g.log");
        setOnce("derby.stream.error.rollingFile.limit", "3000000");
        setOnce("derby.stream.error.rollingFile.count", "3");
        // Below that it writes down each statement that failed with its values; what went wrong is in our own log.
        setOnce("derby.stream.error.logSeverityLevel", "50000");
        setOnce("derby.locks.deadlockTimeout", "1");
        setOnce("derby.locks.waitTimeout", "20");
        if (!Holdings.holdsAnything(folder)) {
            create();
        }
        source = new ReopeningSource(Derby::shutDownAll, REOPENING, this::giveUp);
        source.setDatabaseName(folder.toString());
        source.setConnectionAttributes("bootPassword=" + password);
        try (Connection connection = source.getConnection()) {
            LOG.info(
                    "database {} {} is open",
                    connection.getMetaData().getDatabaseProductName(),
                    connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private static void setOnce(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Aside first: a database whose making was cut off can neither be opened nor made again in its place. */
    private void create() throws IOException, SQLException {
        Path aside = folder.resolveSibling(folder.getFileName() + ".new");
        DurableFiles.deleteTree(aside);
        DurableFiles.makePrivateFolder(aside.getParent());
        BasicEmbeddedDataSource40 fresh = new BasicEmbeddedDataSource40();
        fresh.setDatabaseName(aside.toString());
        fresh.setCreateDatabase("create");
        fresh.setConnectionAttributes(
                "dataEncryption=true;encryptionAlgorithm=AES/CBC/NoPadding;encryptionKeyLength=256;bootPassword="
                        + password);
        fresh.getConnection().close();
        shutDown(at(aside));
        // Empty folders in its place, as a copy or a start that failed leaves them.
        DurableFiles.deleteTree(folder);
        DurableFiles.rename(aside, folder, MADE);
    }

    private BasicEmbeddedDataSource40 at(Path place) {
        BasicEmbeddedDataSource40 database = new BasicEmbeddedDataSource40();
        database.setDatabaseName(place.toString());
        database.setConnectionAttributes("bootPassword=" + password);
        return database;
    }

    private SQLException explained(SQLException e) {
        for (SQLException next = e; next != null; next = next.getNextException()) {
            if (WRONG_PASSWORD.equals(next.getSQLState())) {
                throw new IllegalStateException(Said.inBoth(TEXTS.message("database-wrong-key", folder)), e);
            }
            if (OPEN_ELSEWHERE.equals(next.getSQLState())) {
                throw new IllegalStateException(Said.inBoth(TEXTS.message("database-in-use", folder)), e);
            }
        }
        return e;
    }

    @Override
    public DataSource dataSource() {
        return source;
    }

    @Override
    public String byteOrder() {
        return "";
    }

    @Override
    public void schemaIsReady() {
        // Opened with a password from this server's keys: it is this server's.
    }

    @Override
    public long connectionTimeoutMs() {
        return 10_000;
    }

    @Override
    public String connectionInitSql() {
        return null;
    }

    /** It lies on this machine. */
    @Override
    public long now(Handle handle) {
        return System.currentTimeMillis();
    }

    @Override
    public Turn turn() {
        writers.lock();
        return writers::unlock;
    }

    @Override
    public String claimSuffix() {
        return "";
    }

    @Override
    public String oldestFirst(String id) {
        return id;
    }

    @Override
    public String anyOfMany(String id) {
        return "";
    }

    /** When it is shut down or its files are not there, no other connection will do either. */
    @Override
    public boolean isConnectionLost(String sqlState) {
        return false;
    }

    @Override
    public RuntimeException explained(RuntimeException failure) {
        return failure;
    }

    @Override
    public boolean isConflict(String sqlState) {
        return CONFLICTS.contains(sqlState);
    }

    @Override
    public void failed(Throwable why) {
        source.failed(why);
    }

    /** Without this the next start in the same JVM finds "another instance". */
    @Override
    public void close() {
        source.close();
        try {
            shutDown(at(folder));
        } catch (SQLException e) {
            LOG.warn("the database did not shut down cleanly; it recovers at its next start", e);
        }
    }

    private static void shutDownAll() throws SQLException {
        try {
            new EmbeddedDriver().connect("jdbc:derby:;shutdown=true;deregister=false", new Properties());
        } catch (SQLException e) {
            if (!ALL_SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Whoever looks after the server starts it again; without a database it can do nothing, not even stop in good order. */
    private void giveUp() {
        LOG.error("the database {} neither ends nor opens; the server ends itself and has to be started again", folder);
        Runtime.getRuntime().halt(HOPELESS);
    }

    private static void shutDown(BasicEmbeddedDataSource40 database) throws SQLException {
        database.setConnectionAttributes(null);
        database.setShutdownDatabase("shutdown");
        try {
            database.getConnection().close();
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
