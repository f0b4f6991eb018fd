package io.yuhitsu.contracts;

final class MemoryJobStoreTest implements JobStoreContract, DeliveryStoreContract {
    @Override
    public Stores fresh() {
        return Stores.inMemory();
    }
}
