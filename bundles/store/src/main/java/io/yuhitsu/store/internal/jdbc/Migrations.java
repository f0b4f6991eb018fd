package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.store.internal.DataVersion;
import io.yuhitsu.store.internal.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Brings a database to today's schema. The scripts are listed here because Flyway cannot look into a bundle. */
final class Migrations {
    static final List<String> SCRIPTS = List.of("V1__jobs.sql", "V2__several_servers.sql");
    static final String FOLDER = "/io/yuhitsu/store/migrations/";
    private static final Texts TEXTS = Texts.beside(Migrations.class);

    private Migrations() {}

    static void run(Engine engine) {
        // Flyway finds its own plugins with the thread's class loader.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Flyway.class.getClassLoader());
        try {
            Flyway flyway = Flyway.configure(Flyway.class.getClassLoader())
                    .dataSource(engine.patientDataSource())
                    .loggers("slf4j")
                    .locations(new String[0])
                    .resourceProvider(new Scripts())
                    .placeholders(Map.of("byte_order", engine.byteOrder()))
                    // Kept with each script, so that an older program can say whose schema it refuses.
                    .installedBy("Yuhitsu " + DataVersion.program())
                    .load();
            refuseNewer(flyway.info());
            flyway.migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Flyway itself would go on with a schema that it does not know. */
    private static void refuseNewer(MigrationInfoService info) {
        int newest = newest();
        for (MigrationInfo applied : info.applied()) {
            if (applied.getVersion() != null && applied.getVersion().isNewerThan(String.valueOf(newest))) {
                throw new IllegalStateException(Said.inBoth(TEXTS.message(
                        "database-newer",
                        applied.getVersion().toString(),
                        applied.getInstalledBy(),
                        DataVersion.program(),
                        String.valueOf(newest))));
            }
        }
    }

    /** The number of the last script. */
    static int newest() {
        String last = SCRIPTS.get(SCRIPTS.size() - 1);
        return Integer.parseInt(last.substring(1, last.indexOf("__")));
    }

    private static final class Scripts implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream in = Migrations.class.getResourceAsStream(FOLDER + name)) {
                if (in == null) {
                    throw new IllegalStateException(FOLDER + name + " is missing in the bundle");
                }
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
