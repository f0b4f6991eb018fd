package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.spi.ProfileStore;
import io.yuhitsu.contracts.ProfileStoreContract;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdbcProfileStoreTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** What every database has to do besides the contract. */
    private interface Profiles extends ProfileStoreContract {
        TestDatabase database();

        @Override
        default ProfileStore freshProfiles() {
            database().empty();
            ProfileStore profiles = new JdbcProfileStore(database().database, TOKYO);
            profiles.remove(TenantId.DEFAULT, ProfileId.DEFAULT);
            return profiles;
        }

        @Test
        default void firstStartMakesTheDefaultProfile() {
            database().empty();

            ProfileStore profiles = new JdbcProfileStore(database().database, TOKYO);

            assertThat(profiles.list(TenantId.DEFAULT))
                    .containsExactly(new Profile(TenantId.DEFAULT, ProfileId.DEFAULT, ProfileSettings.standard(TOKYO)));
        }

        @Test
        default void removedDefaultProfileStaysAwayAtTheNextStart() {
            freshProfiles();

            assertThat(new JdbcProfileStore(database().database, TOKYO).list(TenantId.DEFAULT))
                    .isEmpty();
        }
    }

    @Nested
    final class OnDerby implements Profiles {
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
        public TestDatabase database() {
            return database;
        }
    }

    @Nested
    final class OnPostgres implements Profiles {
        @TempDir
        static Path folder;

        private static TestDatabase database;

        @BeforeAll
        static void open() throws Exception {
            database = TestDatabase.postgres(folder, "profiles");
        }

        @AfterAll
        static void close() {
            database.close();
        }

        @Override
        public TestDatabase database() {
            return database;
        }
    }
}
