package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.contracts.DeliveryStoreContract;
import io.yuhitsu.contracts.JobStoreContract;
import io.yuhitsu.contracts.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class JdbcJobStoreTest {
    @Nested
    final class OnDerby implements JobStoreContract, DeliveryStoreContract {
        @TempDir
        static Path folder;

        private static TestDatabase database;

        @BeforeAll
        static void open() throws Exception {
            database = TestDatabase.derby(folder);
        }

        @AfterAll
        static void close() {
            database.close();
        }

        @Override
        public Stores fresh() {
            return database.fresh();
        }
    }

    @Nested
    final class OnPostgres implements JobStoreContract, DeliveryStoreContract {
        @TempDir
        static Path folder;

        private static TestDatabase database;

        @BeforeAll
        static void open() throws Exception {
            database = TestDatabase.postgres(folder, "contracts");
        }

        @AfterAll
        static void close() {
            database.close();
        }

        @Override
        public Stores fresh() {
            return database.fresh();
        }
    }
}
