package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.contracts.DeliveryStoreContract;
import io.yuhitsu.contracts.JobStoreContract;
import io.yuhitsu.contracts.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class JdbcJobStoreTest implements JobStoreContract, DeliveryStoreContract {
    @TempDir
    static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void open() throws Exception {
        database = new TestDatabase(folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    public Stores fresh() {
        database.empty();
        return new Stores(
                new JdbcJobStore(database.database), new JdbcDeliveryStore(database.database), database.clock);
    }
}
