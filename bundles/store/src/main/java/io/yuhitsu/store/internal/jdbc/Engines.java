package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.StoreSettings;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Which database a data folder has. */
final class Engines {
    private Engines() {}

    /** @throws IllegalStateException says in both languages why it cannot be used, and what to do */
    static Engine choose(DataFolder data, StoreSettings settings, KeyRing keys) throws IOException, SQLException {
        Path blobs = data.resolve("blobs", settings.blobs());
        Installation installation = new Installation(data.root().resolve("db"), blobs, keys.fingerprint());
        if (settings.database().isBlank()) {
            installation.checkEmbedded();
            return derby(data, keys);
        }
        DatabaseAddress address = DatabaseAddress.parse(settings.database());
        installation.checkPostgres();
        return new Postgres(address, data, DatabasePassword.find(data), installation);
    }

    static Engine derby(DataFolder data, KeyRing keys) throws IOException, SQLException {
        return new Derby(data.root().resolve("db"), data.root().resolve("log"), keys.databasePassword());
    }
}
