package io.yuhitsu.store.internal.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to today's schema. */
final class Migrations {
    private static final String LOCATION = "classpath:io/yuhitsu/store/migrations";

    private Migrations() {}

    static void run(DataSource database) {
        // Flyway looks for its own plugins with the thread's loader, and for the scripts with the one that it is given.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Flyway.class.getClassLoader());
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations(LOCATION)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
