package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.key.KeyRing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The real database in a folder of its own; made once per class and emptied for each test, because making one takes seconds. */
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

    TestDatabase(Path folder) throws Exception {
        database = open(folder, clock);
    }

    static Database open(Path folder, Clock clock) throws Exception {
        Path blobs = folder.resolve("blobs");
        KeyRing keys = new KeyRing(folder.resolve("keys"), List.of(folder.resolve("db"), blobs));
        return new Database(Database.derby(new DataFolder(folder), keys), 8, clock);
    }

    void empty() {
        database.change(TestDatabase.STEP, tx -> CHILDREN_FIRST.forEach(table -> tx.update("delete from " + table)));
    }

    @Override
    public void close() {
        database.close();
    }
}
