package io.yuhitsu.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL on a port of the loopback interface, in a temporary folder. It refuses to run as root, so that root runs it as
 * nobody. It ends with the process that started it, however that ends.
 */
public final class PostgresServer implements AutoCloseable {
    /** Owns what {@link #createDatabase} makes and may do nothing else. */
    public static final String USER = "yuhitsu";

    public static final String PASSWORD = "p4ss wörd'\\";

    private static final String ADMINISTRATOR = "postgres";
    private static final int NOBODY = 65534;
    private static final long PATIENCE_SECONDS = 60;
    /** Stands between this process and the server: its standard input ends when this process does. */
    private static final String GUARD = "\"$@\" & pid=$!; cat >/dev/null; kill -QUIT $pid 2>/dev/null; wait $pid";

    private static PostgresServer shared;

    private final Path folder;
    private final List<String> options;
    private final int port;
    private Process running;

    /** With a folder and a port, but no data yet. */
    private PostgresServer(List<String> options) throws IOException {
        this.options = List.copyOf(options);
        folder = Files.createTempDirectory("yuhitsu-postgres");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        if (isRoot()) {
            Files.setAttribute(folder, "unix:uid", NOBODY);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private void initialise() throws IOException {
        unpack();
        Path secret = Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
        run(
                program("initdb"),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
    }

    /** The one of this process, made when it is first asked for. Whoever stops it starts it again. */
    public static synchronized PostgresServer shared() throws IOException, SQLException {
        if (shared == null) {
            shared = launch();
        }
        return shared;
    }

    /** One of its own. Nothing is synced unless the options say so: machines do not lose power in tests. @param options like {@code fsync=on} */
    public static PostgresServer launch(String... options) throws IOException, SQLException {
        PostgresServer server = new PostgresServer(List.of(options));
        server.initialise();
        server.start();
        server.execute(ADMINISTRATOR, "create role " + USER + " login password " + quoted(PASSWORD));
        return server;
    }

    /** Another one at another port, which does not run until it {@link #takeOver takes over}. */
    public PostgresServer standby() throws IOException {
        return new PostgresServer(options);
    }

    /** Begins to run with all that the other had when it crashed, as a standby with synchronous replication does. */
    public void takeOver(PostgresServer crashed) throws IOException {
        run("cp", "-a", crashed.folder + "/.", folder.toString());
        Files.deleteIfExists(data().resolve("postmaster.pid"));
        start();
    }

    public int port() {
        return port;
    }

    /** Makes an empty database that belongs to {@link #USER}, and gives its address. */
    public String createDatabase(String name) throws SQLException {
        execute(ADMINISTRATOR, "drop database if exists " + name + " with (force)");
        execute(ADMINISTRATOR, "create database " + name + " owner " + USER);
        return address(name);
    }

    public String address(String database) {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + database;
    }

    /** Does something as administrator. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As administrator. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, ADMINISTRATOR, PASSWORD);
    }

    /** Cuts all connections of {@link #USER}, as a restart or a failing network does. */
    public void cutConnections() throws SQLException {
        execute(
                ADMINISTRATOR,
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = " + quoted(USER));
    }

    /** Puts a file beside the server's own, which nobody else can read. */
    public void keep(String name, String content) throws IOException {
        Path file = Files.writeString(data().resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        if (isRoot()) {
            Files.setAttribute(file, "unix:uid", NOBODY);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Begins to run, and returns when it takes connections. More options count for this run only. */
    public synchronized void start(String... more) throws IOException {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of("sh", "-c", GUARD, "sh", program("postgres")));
        command.addAll(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        Stream.of(
                        List.of(
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "fsync=off",
                                "max_connections=60",
                                "shared_buffers=32MB"),
                        options,
                        Arrays.asList(more))
                .flatMap(List::stream)
                .forEach(option -> command.addAll(List.of("-c", option)));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        running = process;
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, ready), "postgres-log");
        reader.setDaemon(true);
        reader.start();
        try {
            ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("PostgreSQL does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends at once without tidying up, as in a crash: the next start recovers. */
    public synchronized void crash() {
        if (running != null) {
            try {
                running.getOutputStream().close();
                running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (IOException e) {
                running.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running = null;
        }
    }

    @Override
    public void close() {
        crash();
        try (Stream<Path> tree = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Process process, CompletableFuture<Void> ready) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("ready to accept connections")) {
                    ready.complete(null);
                }
                if (!ready.isDone()) {
                    said.append(line).append('\n');
                }
            }
            ready.completeExceptionally(new IOException(said.toString()));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void unpack() throws IOException {
        try (InputStream archive = PostgresServer.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            if (archive == null) {
                throw new IOException("the programs of PostgreSQL are not on the class path");
            }
            Process tar = process("tar", "-x", "-C", folder.toString());
            try (OutputStream in = tar.getOutputStream()) {
                new XZInputStream(archive).transferTo(in);
            }
            await(tar, "tar");
        }
    }

    private void run(String... command) throws IOException {
        Process process = process(command);
        process.getOutputStream().close();
        await(process, command[0]);
    }

    private Process process(String... command) throws IOException {
        List<String> all = new ArrayList<>(asOrdinaryUser());
        all.addAll(Arrays.asList(command));
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void await(Process process, String name) throws IOException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(name + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static List<String> asOrdinaryUser() throws IOException {
        String nobody = Integer.toString(NOBODY);
        return isRoot()
                ? List.of("setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups", "--")
                : List.of();
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
