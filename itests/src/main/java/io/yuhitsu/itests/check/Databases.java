package io.yuhitsu.itests.check;

import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.derby.jdbc.BasicEmbeddedDataSource40;

/** Opens the database of a data folder, whichever it is. */
final class Databases {
    private static final Pattern POSTGRES = Pattern.compile("(?m)^database=postgresql://([^@]+)@(.+)$");

    private Databases() {}

    /** @param work an empty folder, in which a copy of an embedded database is opened: to open it is to change it */
    static Rows read(Path data, KeyRing keys, Path work) throws IOException, SQLException {
        Path folder = data.resolve("db");
        Path note = folder.resolve("postgresql.txt");
        if (Files.exists(note)) {
            return postgres(data, note);
        }
        // Without this file there is no embedded database: nothing was made yet.
        return Files.exists(folder.resolve("service.properties")) ? derby(folder, keys, work) : Rows.none();
    }

    private static Rows postgres(Path data, Path note) throws IOException, SQLException {
        Matcher address = POSTGRES.matcher(Files.readString(note, StandardCharsets.UTF_8));
        if (!address.find()) {
            throw new IOException(note + " names no database");
        }
        Properties login = new Properties();
        login.setProperty("user", address.group(1));
        login.setProperty(
                "password",
                Files.readString(data.resolve("etc/secrets/database-password")).strip());
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + address.group(2), login)) {
            return Rows.of(connection);
        }
    }

    private static Rows derby(Path folder, KeyRing keys, Path work) throws IOException, SQLException {
        System.setProperty("derby.stream.error.file", work.resolve("derby.log").toString());
        Path copy = work.resolve("db");
        copy(folder, copy);
        BasicEmbeddedDataSource40 source = new BasicEmbeddedDataSource40();
        source.setDatabaseName(copy.toString());
        source.setConnectionAttributes("bootPassword=" + keys.databasePassword());
        try (Connection connection = source.getConnection()) {
            return Rows.of(connection);
        } finally {
            shutDown(source);
        }
    }

    private static void shutDown(BasicEmbeddedDataSource40 source) throws SQLException {
        source.setConnectionAttributes(null);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            // Derby reports its end as an error.
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.getFileName().toString().endsWith(".lck")) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
            }
        }
    }
}
