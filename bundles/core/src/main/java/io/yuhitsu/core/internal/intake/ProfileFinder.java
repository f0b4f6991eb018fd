package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.spi.ProfileStore;
import io.yuhitsu.core.internal.CoreSettings;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a profile, or makes it from the default one: a new folder in the inbox is a new kind of meeting. */
final class ProfileFinder {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileFinder.class);

    private final ProfileStore profiles;

    ProfileFinder(ProfileStore profiles) {
        this.profiles = profiles;
    }

    Optional<ProfileSettings> find(TenantId tenant, ProfileId id) {
        return profiles.find(tenant, id).map(Profile::settings);
    }

    /** One that another arrival has made meanwhile stays as it is. */
    ProfileSettings make(TenantId tenant, ProfileId id, CoreSettings settings) {
        return find(tenant, id).orElseGet(() -> fromDefault(tenant, id, settings));
    }

    private ProfileSettings fromDefault(TenantId tenant, ProfileId id, CoreSettings settings) {
        ProfileSettings pattern =
                find(tenant, ProfileId.DEFAULT).orElseGet(() -> ProfileSettings.standard(settings.zone()));
        profiles.save(new Profile(tenant, id, pattern));
        LOG.info("tenant {}: profile {} is new and was made from the default", tenant, id);
        return pattern;
    }
}
