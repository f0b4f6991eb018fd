package io.yuhitsu.contracts;

import io.yuhitsu.api.spi.ProfileStore;

final class MemoryProfileStoreTest implements ProfileStoreContract {
    @Override
    public ProfileStore freshProfiles() {
        return new MemoryProfileStore();
    }
}
