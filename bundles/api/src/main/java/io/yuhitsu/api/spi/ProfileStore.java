package io.yuhitsu.api.spi;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Profile;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The profiles of the tenants. Transactions, threads and faults as in {@link JobStore}. */
@ProviderType
public interface ProfileStore {
    /** By name. */
    List<Profile> list(TenantId tenant);

    Optional<Profile> find(TenantId tenant, ProfileId id);

    /** Makes the profile, or replaces it. Jobs that are on their way keep what they were taken in with. */
    void save(Profile profile);

    /** @return false when there was none */
    boolean remove(TenantId tenant, ProfileId id);
}
