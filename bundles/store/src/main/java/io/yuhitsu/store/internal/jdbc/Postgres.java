package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.Said;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server, from version 12 on. It may go away and come back, and other servers may work on it at the same time. */
final class Postgres implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    private static final Texts TEXTS = Texts.beside(Postgres.class);
    private static final int OLDEST_VERSION = 12;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    /** Also a lock that was not to be had in time: its holder may have gone in the meantime. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505", "55P03");

    /** The backend was ended, the server ends or begins, or is now one that takes no writes. */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25006");

    /** Driver's defaults that do not fit; what the address says counts before these. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "connectTimeout", "5",
            // Longer than any statement of ours: without it a vanished host is waited for until the kernel gives up.
            "socketTimeout", "30",
            "tcpKeepAlive", "true",
            "loginTimeout", "10",
            "ApplicationName", "yuhitsu",
            // A plan that was made for tables as they were does not fit a queue; poolers in between cannot keep any.
            "prepareThreshold", "0",
            // Details quote the values of rows.
            "logServerErrorDetail", "false");

    /**
     * Locks of a server that hangs or has vanished must not stop the others for long. What is said to be written has to be on the disk, also
     * where an administrator finds that too slow for other programs.
     */
    private static final String INIT =
            "select set_config('idle_in_transaction_session_timeout', '60s', false), set_config('lock_timeout', '20s',"
                    + " false), case when current_setting('synchronous_commit') = 'off' then"
                    + " set_config('synchronous_commit', 'on', false) end";

    private final DatabaseAddress address;
    private final DataFolder data;
    private final String password;
    private final Installation installation;
    private final DataSource source;

    /** Opens the database once, to see that it can be used. */
    Postgres(DatabaseAddress address, DataFolder data, String password, Installation installation) throws SQLException {
        this.address = address;
        this.data = data;
        this.password = password;
        this.installation = installation;
        this.source = source(Map.of());
        try (Connection connection = source.getConnection()) {
            check(connection);
            LOG.info(
                    "database PostgreSQL {} on {} is open",
                    connection.getMetaData().getDatabaseProductVersion(),
                    address.hostList());
        } catch (SQLException e) {
            throw new PostgresFailure(address, e).explained();
        }
    }

    private DataSource source(Map<String, String> more) throws SQLException {
        PGSimpleDataSource made = new PGSimpleDataSource();
        made.setServerNames(
                address.hosts().stream().map(DatabaseAddress.Host::name).toArray(String[]::new));
        made.setPortNumbers(
                address.hosts().stream().mapToInt(DatabaseAddress.Host::port).toArray());
        made.setDatabaseName(address.name());
        made.setUser(address.user());
        made.setPassword(password);
        Map<String, String> properties = properties(address, data);
        properties.putAll(more);
        for (Map.Entry<String, String> each : properties.entrySet()) {
            made.setProperty(each.getKey(), each.getValue());
        }
        return made;
    }

    static Map<String, String> properties(DatabaseAddress address, DataFolder data) {
        Map<String, String> properties = new TreeMap<>(DEFAULTS);
        if (address.hosts().size() > 1) {
            properties.put("targetServerType", "primary");
        }
        if (!address.hosts().stream().allMatch(DatabaseAddress.Host::isHere)) {
            // The driver's own default goes on in plain text when the other side, or somebody between, wants it so.
            properties.put("sslmode", "require");
        }
        properties.putAll(address.parameters());
        for (String file : Set.of("sslrootcert", "sslcert", "sslkey")) {
            properties.computeIfPresent(
                    file, (key, path) -> data.root().resolve(path).toString());
        }
        return properties;
    }

    private void check(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw refused(
                    "postgres-too-old",
                    address.hostList(),
                    connection.getMetaData().getDatabaseProductVersion(),
                    Integer.toString(OLDEST_VERSION));
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select current_setting('server_encoding'), pg_is_in_recovery() or"
                                + " current_setting('transaction_read_only') = 'on', cast(floor(extract(epoch from"
                                + " clock_timestamp()) * 1000) as bigint), current_schema(),"
                                + " has_schema_privilege(current_schema(), 'CREATE') or"
                                + " to_regclass('flyway_schema_history') is not null")) {
            row.next();
            if (!row.getString(1).equals("UTF8")) {
                throw refused("postgres-encoding", address.name(), row.getString(1));
            }
            if (row.getBoolean(2)) {
                throw refused("postgres-read-only", address.hostList());
            }
            if (row.getString(4) == null) {
                throw refused("postgres-schema", address.name(), address.user());
            }
            if (!row.getBoolean(5)) {
                // Migrations would try this ten times, a second each.
                throw refused("postgres-rights", address.user(), address.name(), "create table");
            }
            Duration apart = Duration.ofMillis(row.getLong(3) - System.currentTimeMillis());
            if (apart.abs().compareTo(CLOCKS_APART) > 0) {
                LOG.warn(Said.inBoth(TEXTS.message("postgres-clock", Long.toString(apart.toSeconds()))));
            }
        }
    }

    private static IllegalStateException refused(String code, Object... values) {
        return new IllegalStateException(Said.inBoth(TEXTS.message(code, values)));
    }

    @Override
    public DataSource dataSource() {
        return source;
    }

    @Override
    public DataSource patientDataSource() {
        try {
            return source(Map.of("socketTimeout", "0"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String byteOrder() {
        return " collate \"C\"";
    }

    @Override
    public void schemaIsReady() {
        Jdbi.create(source).useHandle(handle -> installation.checkOrAdopt(handle, this, address.toString()));
    }

    @Override
    public long connectionTimeoutMs() {
        return 5_000;
    }

    @Override
    public String connectionInitSql() {
        return INIT;
    }

    /** The time of the server, because all that work on it have that one alone in common. */
    @Override
    public long now(Handle handle) {
        return handle.select("select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)")
                .mapTo(long.class)
                .one();
    }

    @Override
    public Turn turn() {
        return () -> {};
    }

    /**
     * Of several that claim at once each gets another row, and none waits for the others. No key of it is about to change: with the stronger
     * lock a row would be passed over to which somebody at this moment adds another one that refers to it, as the lines of a job's log do.
     */
    @Override
    public String claimSuffix() {
        return " for no key update of j skip locked";
    }

    @Override
    public String oldestFirst(String id) {
        return id + byteOrder();
    }

    /** The order and the offset keep it from joining all rows, and from looking for the first one through everything. */
    @Override
    public String anyOfMany(String id) {
        return " order by " + oldestFirst(id) + " offset 0 rows";
    }

    @Override
    public boolean isConflict(String sqlState) {
        return CONFLICTS.contains(sqlState);
    }

    /** The pool drops connections that are lost, and the server on the other side looks after itself. */
    @Override
    public void failed(Throwable why) {}

    @Override
    public boolean isConnectionLost(String sqlState) {
        return isAway(sqlState);
    }

    static boolean isAway(String sqlState) {
        return sqlState.startsWith("08") || LOST.contains(sqlState);
    }

    @Override
    public RuntimeException explained(RuntimeException failure) {
        return new PostgresFailure(address, failure).explained();
    }

    @Override
    public void close() {
        // Connections belong to the pool.
    }
}
