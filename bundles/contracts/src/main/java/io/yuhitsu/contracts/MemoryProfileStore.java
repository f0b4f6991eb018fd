package io.yuhitsu.contracts;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.spi.ProfileStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Profiles in memory; empty at first. */
public final class MemoryProfileStore implements ProfileStore {
    private final Map<Key, Profile> profiles = new ConcurrentHashMap<>();

    private record Key(TenantId tenant, ProfileId id) {}

    @Override
    public List<Profile> list(TenantId tenant) {
        return profiles.values().stream()
                .filter(profile -> profile.tenant().equals(tenant))
                .sorted(Comparator.comparing(profile -> profile.id().value()))
                .toList();
    }

    @Override
    public Optional<Profile> find(TenantId tenant, ProfileId id) {
        return Optional.ofNullable(profiles.get(new Key(tenant, id)));
    }

    @Override
    public void save(Profile profile) {
        profiles.put(new Key(profile.tenant(), profile.id()), profile);
    }

    @Override
    public boolean remove(TenantId tenant, ProfileId id) {
        return profiles.remove(new Key(tenant, id)) != null;
    }
}
