package io.yuhitsu.contracts;

import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.ProfileStore;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** The twins pass the contracts that the real stores pass. */
final class MemoryTwinsTest {
    @Nested
    final class Jobs implements JobStoreContract, DeliveryStoreContract {
        @Override
        public Stores fresh() {
            return Stores.inMemory();
        }
    }

    @Nested
    final class Profiles implements ProfileStoreContract {
        @Override
        public ProfileStore freshProfiles() {
            return new MemoryProfileStore();
        }
    }

    @Nested
    final class Blobs implements BlobStoreContract {
        @Override
        public BlobStore freshBlobs() {
            return new MemoryBlobStore(Clock.systemUTC());
        }
    }
}
