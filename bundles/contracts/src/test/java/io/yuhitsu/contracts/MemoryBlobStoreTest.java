package io.yuhitsu.contracts;

import io.yuhitsu.api.spi.BlobStore;
import java.time.Clock;

final class MemoryBlobStoreTest implements BlobStoreContract {
    @Override
    public BlobStore freshBlobs() {
        return new MemoryBlobStore(Clock.systemUTC());
    }
}
