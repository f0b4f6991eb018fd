package io.yuhitsu.api.job;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.text.Message;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One recording on its way to delivered minutes, as the store knows it. Holds no meeting content: names and titles lie in the blob that
 * {@code facts} points to.
 *
 * @param facts blob of the {@link io.yuhitsu.api.intake.RecordingFacts} as JSON
 * @param settings the profile's settings, frozen at intake
 * @param version 1, and one more with each rerun; results and deliveries belong to a version
 * @param waitFor null unless WAITING
 * @param notBefore null unless waiting for TIME
 * @param attempts failed tries in this stage
 * @param reason why it is DEAD, WAITING or CANCELLED, null otherwise
 * @param progress of the stage, 0 to 1
 * @param rank number of READY jobs of this stage that are claimed before it; 0 when next or not READY
 */
public record Job(
        JobId id,
        TenantId tenant,
        ProfileId profile,
        RecordingRef recording,
        BlobRef facts,
        ProfileSettings settings,
        int version,
        Stage stage,
        State state,
        WaitFor waitFor,
        Instant notBefore,
        int attempts,
        Message reason,
        double progress,
        int rank,
        Instant receivedAt,
        Instant changedAt) {
    public Job {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(recording);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(stage);
        Objects.requireNonNull(state);
    }

    public Optional<Message> findReason() {
        return Optional.ofNullable(reason);
    }
}
