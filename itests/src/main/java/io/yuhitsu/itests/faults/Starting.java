package io.yuhitsu.itests.faults;

import io.yuhitsu.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A first start and the first recording; each begins with an empty data folder. */
final class Starting {
    private Starting() {}

    static List<Scenario> all() {
        return List.of(
                new First(
                        "the first start",
                        List.of(
                                "data.version",
                                "keys.master",
                                "database.make",
                                "database.migrate",
                                "profiles.first",
                                "routes.last-good"),
                        Site::wipe,
                        life -> life.settle()),
                new First("the first recording", List.of("keys.tenant"), Site::wipe, life -> {
                    life.site().hand();
                    life.settle();
                }),
                new First(
                        "the first start on PostgreSQL",
                        List.of("database.adopt", "database.note"),
                        Starting::wipeForPostgres,
                        life -> life.settle()));
    }

    private static void wipeForPostgres(Site site) throws IOException {
        site.wipe();
        try {
            String address = PostgresServer.shared().createDatabase("faults");
            site.configure(Map.of("io.yuhitsu.store.cfg", "database=" + address + "\n"));
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Path secrets = Files.createDirectories(site.path("etc/secrets"));
        Path password = Files.writeString(secrets.resolve("database-password"), PostgresServer.PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }

    private interface Preparation {
        void prepare(Site site) throws IOException;
    }

    private record First(String name, List<String> steps, Preparation preparation, Act then) implements Scenario {
        @Override
        public boolean beginsAnew() {
            return true;
        }

        @Override
        public void prepare(Site site) throws IOException {
            preparation.prepare(site);
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            then.act(life);
        }
    }
}
