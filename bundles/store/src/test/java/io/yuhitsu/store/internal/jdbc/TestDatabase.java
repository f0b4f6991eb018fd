package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.key.KeyRing;
import io.yuhitsu.testing.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A real database; made once per class and emptied for each test, because making one takes seconds. */
final class TestDatabase implements AutoCloseable {
    static final DurableStep STEP = DurableStep.named("tests.change");

    private static final List<String> CHILDREN_FIRST = List.of(
            "deliveries", "job_log", "segments", "artifacts", "arrivals", "turns", "jobs", "profiles", "tenants");

    final MutableClock clock = new MutableClock();
    final Database database;

    static {
        // Tests that pull the plug do so in a process of their own; the others need not wait for the disk.
        System.setProperty("derby.system.durability", "test");
    }

    private TestDatabase(Path folder, String address) throws Exception {
        database = open(folder, address, clock);
    }

    /** In the folder. */
    static TestDatabase derby(Path folder) throws Exception {
        return new TestDatabase(folder, "");
    }

    /** In the server that all tests share, under that name. */
    static TestDatabase postgres(Path folder, String name) throws Exception {
        return new TestDatabase(folder, PostgresServer.shared().createDatabase(name));
    }

    /** At that address. */
    static TestDatabase on(Path folder, String address) throws Exception {
        return new TestDatabase(folder, address);
    }

    /** The embedded one. */
    static Database open(Path folder, Clock clock) throws Exception {
        return open(folder, "", clock);
    }

    /** What a data folder with that setting opens, on that clock. */
    static Database open(Path folder, String address, Clock clock) throws Exception {
        return new Database(new AtTime(engine(folder, address), clock), 8);
    }

    static Engine engine(Path folder, String address) throws Exception {
        Path secrets = Files.createDirectories(folder.resolve("etc/secrets"));
        DurableFiles.write(
                secrets.resolve("database-password"), PostgresServer.PASSWORD.getBytes(StandardCharsets.UTF_8), STEP);
        return asItIs(folder, address);
    }

    /** With the password that is in the folder, or none. */
    static Engine asItIs(Path folder, String address) throws Exception {
        KeyRing keys = new KeyRing(folder.resolve("keys"), List.of(folder.resolve("db"), folder.resolve("blobs")));
        return Engines.choose(new DataFolder(folder), address, folder.resolve("blobs"), keys);
    }

    void empty() {
        database.change(TestDatabase.STEP, tx -> CHILDREN_FIRST.forEach(table -> tx.update("delete from " + table)));
    }

    /** Empty stores on it. */
    Stores fresh() {
        empty();
        return new Stores(new JdbcJobStore(database), new JdbcDeliveryStore(database), clock);
    }

    @Override
    public void close() {
        database.close();
    }
}
