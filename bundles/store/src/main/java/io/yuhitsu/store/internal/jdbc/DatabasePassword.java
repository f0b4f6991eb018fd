package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.Holdings;
import io.yuhitsu.store.internal.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The password of the database's user: in a file that nobody else can read, or in the environment that the server was started with. */
final class DatabasePassword {
    static final String FILE = "etc/secrets/database-password";
    static final String VARIABLE = "PGPASSWORD";
    private static final Texts TEXTS = Texts.beside(DatabasePassword.class);

    private DatabasePassword() {}

    /** @return null when there is none: the database may know the user by a certificate, or trust him */
    static String find(DataFolder data) throws IOException {
        Path file = data.root().resolve(FILE);
        if (!Files.exists(file)) {
            return System.getenv(VARIABLE);
        }
        if (Holdings.isOpenToOthers(file)) {
            throw new IllegalStateException(Said.inBoth(TEXTS.message("database-password-open", file)));
        }
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }
}
