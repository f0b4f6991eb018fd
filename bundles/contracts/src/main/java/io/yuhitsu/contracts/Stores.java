package io.yuhitsu.contracts;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A fresh pair of stores under test, and what the contracts do with it again and again. */
public record Stores(JobStore jobs, DeliveryStore deliveries, MutableClock clock) {
    public static final Duration LEASE = Duration.ofMinutes(1);
    public static final LeaseOwner OWNER = owner("test");
    public static final Message REASON = new Message("test-reason", "試験です。", "This is a test.");

    /** A pair in memory. */
    public static Stores inMemory() {
        MutableClock clock = new MutableClock();
        MemoryJobStore jobs = new MemoryJobStore(clock);
        return new Stores(jobs, jobs.deliveries(), clock);
    }

    /** A worker of a node that is always the same. */
    public static LeaseOwner owner(String worker) {
        return new LeaseOwner("node", "run", worker);
    }

    public static BlobRef blob() {
        return new BlobRef(UUID.randomUUID().toString().replace("-", ""));
    }

    public static Sha256 hash(int content) {
        return new Sha256(String.format("%064x", content));
    }

    public static ProfileSettings settings(String... channels) {
        ProfileSettings standard = ProfileSettings.standard(ZoneId.of("Asia/Tokyo"));
        List<Target> targets = List.of(channels).stream()
                .map(channel -> new Target("to-" + channel, channel, Map.of("path", "x")))
                .toList();
        return new ProfileSettings(
                standard.language(),
                standard.timeZone(),
                standard.recogniser(),
                standard.model(),
                standard.template(),
                "株式会社試験",
                "",
                standard.formats(),
                targets,
                false);
    }

    /** A job with that content for the default profile; its id sorts behind all that were made before. */
    public NewJob job(TenantId tenant, int content, String... channels) {
        clock.advance(Duration.ofMillis(1));
        return new NewJob(
                JobId.next(clock.millis()),
                tenant,
                ProfileId.DEFAULT,
                new RecordingRef(blob(), hash(content), 44 + content),
                blob(),
                settings(channels),
                null);
    }

    public static NewJob with(NewJob job, ProfileId profile, String transportKey) {
        return new NewJob(job.id(), job.tenant(), profile, job.recording(), job.facts(), job.settings(), transportKey);
    }

    /** Submits a new job of the default tenant. */
    public JobId submit(int content, String... channels) {
        return submit(TenantId.DEFAULT, content, channels);
    }

    public JobId submit(TenantId tenant, int content, String... channels) {
        return jobs.submit(job(tenant, content, channels)).job();
    }

    public Lease claim(Stage stage) {
        return jobs.claim(stage, OWNER, LEASE)
                .orElseThrow(() -> new AssertionError("nothing to claim in " + stage))
                .lease();
    }

    public DeliveryLease claimDelivery(String... channels) {
        return deliveries
                .claim(Set.of(channels), OWNER, LEASE)
                .orElseThrow(() -> new AssertionError("nothing to deliver by " + List.of(channels)));
    }

    /** Every blob that a row points to. */
    public Set<BlobRef> referencedBlobs() {
        Set<BlobRef> blobs = new HashSet<>();
        jobs.referencedBlobs(blobs::add);
        return blobs;
    }

    public Job find(JobId id) {
        return jobs.find(id).orElseThrow(() -> new AssertionError("no job " + id));
    }

    public static Artifact artifact(ArtifactKind kind, String name) {
        return new Artifact(kind, name, "application/json", blob(), hash(7), 42);
    }

    public static Segment segment(String plan, int index) {
        return new Segment(plan, index, index * 1000L, index * 1000L + 900, blob());
    }

    /** Claims the next job of the stage, stores an empty result and advances it. */
    public Job pass(Stage stage, Stage next) throws LeaseLostException {
        Lease lease = claim(stage);
        jobs.store(lease, new StepResult(List.of()));
        return jobs.advance(lease, next);
    }

    /** A job that has just come into DELIVER with one READY delivery per channel. */
    public JobId delivering(int content, String... channels) throws LeaseLostException {
        JobId id = submit(content, channels);
        pass(Stage.TRANSCRIBE, Stage.DELIVER);
        return id;
    }

    /** A DEAD job in TRANSCRIBE. */
    public JobId dead(int content, String... channels) throws LeaseLostException {
        JobId id = submit(content, channels);
        jobs.die(claim(Stage.TRANSCRIBE), REASON);
        return id;
    }
}
