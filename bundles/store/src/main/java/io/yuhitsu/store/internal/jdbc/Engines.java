package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Which database a data folder has. */
final class Engines {
    private Engines() {}

    /**
     * @param setting the address of a database, empty for the embedded one
     * @param blobs folder of the content
     * @throws IllegalStateException says in both languages why it cannot be used, and what to do
     */
    static Engine choose(DataFolder data, String setting, Path blobs, KeyRing keys) throws IOException, SQLException {
        Installation installation = new Installation(data.root().resolve("db"), blobs, keys.fingerprint());
        if (setting.isBlank()) {
            installation.checkEmbedded();
            return derby(data, keys);
        }
        DatabaseAddress address = DatabaseAddress.parse(setting);
        installation.checkPostgres();
        return new Postgres(address, data, DatabasePassword.find(data), installation);
    }

    static Engine derby(DataFolder data, KeyRing keys) throws IOException, SQLException {
        return new Derby(data.root().resolve("db"), data.root().resolve("log"), keys.databasePassword());
    }
}
