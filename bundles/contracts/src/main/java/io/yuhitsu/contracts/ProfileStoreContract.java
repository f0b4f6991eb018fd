package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.spi.ProfileStore;
import org.junit.jupiter.api.Test;

/** What every {@link ProfileStore} has to pass. */
public interface ProfileStoreContract {
    /** A store without profiles. */
    ProfileStore freshProfiles() throws Exception;

    private static Profile profile(String tenant, String name, String... channels) {
        return new Profile(new TenantId(tenant), new ProfileId(name), Stores.settings(channels));
    }

    @Test
    default void savedProfileIsFoundAsItWas() throws Exception {
        ProfileStore profiles = freshProfiles();
        Profile weekly = profile("default", "週次会議 2", "folder", "mail");

        profiles.save(weekly);

        assertThat(profiles.find(weekly.tenant(), weekly.id())).contains(weekly);
    }

    @Test
    default void saveReplaces() throws Exception {
        ProfileStore profiles = freshProfiles();
        profiles.save(profile("default", "weekly", "folder"));
        Profile changed = profile("default", "weekly", "mail");

        profiles.save(changed);

        assertThat(profiles.list(TenantId.DEFAULT)).containsExactly(changed);
    }

    @Test
    default void profilesAreListedByName() throws Exception {
        ProfileStore profiles = freshProfiles();
        Profile b = profile("default", "b");
        Profile a = profile("default", "a");
        Profile ja = profile("default", "朝会");
        profiles.save(b);
        profiles.save(ja);
        profiles.save(a);

        assertThat(profiles.list(TenantId.DEFAULT)).containsExactly(a, b, ja);
    }

    @Test
    default void profilesOfAnotherTenantAreNotSeen() throws Exception {
        ProfileStore profiles = freshProfiles();
        Profile other = profile("other", "weekly");
        profiles.save(other);

        assertThat(profiles.list(TenantId.DEFAULT)).isEmpty();
        assertThat(profiles.find(TenantId.DEFAULT, other.id())).isEmpty();
        assertThat(profiles.remove(TenantId.DEFAULT, other.id())).isFalse();
        assertThat(profiles.find(other.tenant(), other.id())).contains(other);
    }

    @Test
    default void removedProfileIsGone() throws Exception {
        ProfileStore profiles = freshProfiles();
        Profile weekly = profile("default", "weekly");
        profiles.save(weekly);

        assertThat(profiles.remove(weekly.tenant(), weekly.id())).isTrue();

        assertThat(profiles.find(weekly.tenant(), weekly.id())).isEmpty();
        assertThat(profiles.remove(weekly.tenant(), weekly.id())).isFalse();
    }

    @Test
    default void manyThreadsSaveTheSameProfile() throws Exception {
        ProfileStore profiles = freshProfiles();
        Profile weekly = profile("default", "weekly");

        Together.run(6, thread -> profiles.save(weekly));

        assertThat(profiles.list(TenantId.DEFAULT)).containsExactly(weekly);
    }
}
