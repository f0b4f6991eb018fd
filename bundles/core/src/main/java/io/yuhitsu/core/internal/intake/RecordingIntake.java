package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.intake.Accepted;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.ProfileStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.core.internal.Languages;
import io.yuhitsu.core.internal.LiveSettings;
import io.yuhitsu.core.internal.Meters;
import io.yuhitsu.core.internal.Room;
import io.yuhitsu.core.internal.Wakeups;
import io.yuhitsu.json.FactsJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes recordings in: stored, looked at, and made a job; or refused without a trace. */
@Component(service = Intake.class)
public final class RecordingIntake implements Intake {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingIntake.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AudioDecoder decoder;

    private final JobStore jobs;
    private final BlobStore blobs;
    private final ProfileFinder profiles;
    private final FreeSpace space;
    private final LiveSettings settings;
    private final Wakeups wakeups;
    private final Clock clock;
    private final CancelToken stopping = new CancelToken();

    @Activate
    public RecordingIntake(
            @Reference JobStore jobs,
            @Reference BlobStore blobs,
            @Reference ProfileStore profiles,
            @Reference LiveSettings settings,
            @Reference Room room,
            @Reference Wakeups wakeups) {
        this(jobs, blobs, profiles, settings, room, wakeups, null, Clock.systemUTC());
    }

    RecordingIntake(
            JobStore jobs,
            BlobStore blobs,
            ProfileStore profiles,
            LiveSettings settings,
            Room room,
            Wakeups wakeups,
            AudioDecoder decoder,
            Clock clock) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.profiles = new ProfileFinder(profiles);
        this.space = new FreeSpace(room, settings);
        this.settings = settings;
        this.wakeups = wakeups;
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Accepted accept(IntakeRequest request) throws FailureException, InterruptedException {
        try {
            Accepted accepted = take(request);
            Meters.arrived(request.entry(), accepted.submission());
            return accepted;
        } catch (FailureException e) {
            Meters.refused(request.entry(), e.kind());
            throw e;
        }
    }

    private Accepted take(IntakeRequest request) throws FailureException, InterruptedException {
        List<BlobRef> kept = new ArrayList<>();
        boolean owned = false;
        try {
            // Also asked for its own sake: a store that is away must not cost a copy of the recording at each try.
            Optional<ProfileSettings> profile = profiles.find(request.tenant(), request.profile());
            RecordingRef recording = store(request);
            kept.add(recording.blob());
            NewJob job = describe(request, recording, profile, kept);
            // From here on a row may point to the blobs, also when its answer is lost: the sweep of orphans decides.
            owned = true;
            Submission submission = jobs.submit(job);
            owned = submission instanceof Submission.Created;
            accepted(submission, recording);
            return new Accepted(submission);
        } catch (StoreUnavailableException e) {
            owned &= !e.nothingWritten();
            throw new FailureException(FailureKind.BUSY, Said.message("store-unavailable"), e);
        } catch (CancellationException e) {
            throw new FailureException(FailureKind.BUSY, Said.message("stopping"), e);
        } catch (IOException e) {
            throw notStored(e);
        } catch (FailureException e) {
            // A decoder that cannot be started, for example.
            throw e.kind() == FailureKind.INTERNAL && space.isShort(e) ? notStored(e) : e;
        } finally {
            if (!owned) {
                kept.forEach(blob -> remove(request, blob));
            }
        }
    }

    @Override
    public Optional<Message> paused() {
        return space.paused();
    }

    private RecordingRef store(IntakeRequest request) throws FailureException {
        long limit = settings.get().recordingLimit();
        try (Sender sender = open(request, limit)) {
            try {
                BlobStore.StoredBlob stored = blobs.put(request.tenant(), sender, limit);
                return new RecordingRef(stored.blob(), stored.sha256(), stored.bytes());
            } catch (BlobStore.BlobTooLargeException e) {
                throw tooLarge(limit, e);
            } catch (IOException e) {
                throw sender.brokeOff() ? unreadable(e) : notStored(e);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Not before it is known, as far as it can be, that it can be stored. */
    private Sender open(IntakeRequest request, long limit) throws FailureException, IOException {
        long bytes = request.audio().bytes();
        if (bytes > limit) {
            throw tooLarge(limit, null);
        }
        space.check(bytes);
        return new Sender(request.audio().open(), space::isShort);
    }

    private static FailureException tooLarge(long limit, IOException why) {
        return new FailureException(
                FailureKind.BAD_INPUT, Said.message("recording-too-large", Long.toString(limit >> 20)), why);
    }

    private static FailureException unreadable(IOException why) {
        return new FailureException(FailureKind.BUSY, Said.message("recording-unreadable"), why);
    }

    private FailureException notStored(Exception why) {
        return space.isShort(why)
                ? new FailureException(FailureKind.BUSY, Said.message("disk-full"), why)
                : new FailureException(FailureKind.INTERNAL, Said.message("storing-failed"), why);
    }

    private NewJob describe(
            IntakeRequest request, RecordingRef recording, Optional<ProfileSettings> profile, List<BlobRef> kept)
            throws FailureException, InterruptedException, IOException {
        Instant received = clock.instant();
        Recorded recorded = probe(request, recording);
        List<Message> notices = new ArrayList<>();
        if (recorded.incomplete()) {
            notices.add(Said.message("recording-cut-off"));
        }
        ProfileSettings known =
                profile.orElseGet(() -> profiles.make(request.tenant(), request.profile(), settings.get()));
        ProfileSettings frozen = language(known, request.sideFile(), notices);
        byte[] facts = FactsJson.write(FactsFinder.find(request, recorded, frozen.timeZone(), received, notices));
        BlobRef factsBlob = blobs.put(request.tenant(), new ByteArrayInputStream(facts), facts.length)
                .blob();
        kept.add(factsBlob);
        return new NewJob(
                JobId.next(received.toEpochMilli()),
                request.tenant(),
                request.profile(),
                recording,
                factsBlob,
                frozen,
                request.transportKey());
    }

    private Recorded probe(IntakeRequest request, RecordingRef recording)
            throws FailureException, InterruptedException, IOException {
        AudioSource source = () -> blobs.open(request.tenant(), recording.blob());
        if (request.mayGrow() && Unwritten.looksSo(source)) {
            throw incomplete();
        }
        if (recording.bytes() == 0) {
            throw FailureException.badInput(Said.message("recording-empty"));
        }
        AudioDecoder present = decoder;
        if (present == null) {
            throw FailureException.busy(Said.message("decoder-absent"));
        }
        try {
            Recorded recorded = present.probe(source, stopping);
            if (recorded.incomplete() && request.mayGrow()) {
                throw incomplete();
            }
            return recorded;
        } catch (FailureException e) {
            // An MP4 that is still being copied lacks the index at its end: no decoder can read it yet.
            if (request.mayGrow() && e.reason().code().equals(AudioDecoder.INCOMPLETE)) {
                throw incomplete();
            }
            throw e;
        }
    }

    private static FailureException incomplete() {
        return FailureException.busy(Said.message("recording-incomplete"));
    }

    private static ProfileSettings language(
            ProfileSettings profile, IntakeRequest.SideFile side, List<Message> notices) {
        if (side == null || side.language() == null || side.language().isBlank()) {
            return profile;
        }
        Optional<String> language = Languages.parse(side.language());
        if (language.isEmpty()) {
            notices.add(Said.message("side-language-unknown", profile.language()));
        }
        return language.map(l -> Languages.with(profile, l)).orElse(profile);
    }

    private void accepted(Submission submission, RecordingRef recording) {
        JobId job = submission.job();
        if (submission instanceof Submission.Created) {
            LOG.info("job {}: new, {} bytes", job, recording.bytes());
            log(job, Said.message("received", String.format(Locale.ROOT, "%.1f", recording.bytes() / 1048576.0)));
            wakeups.wake(Stage.TRANSCRIBE);
        } else {
            LOG.info("job {}: the same recording came again", job);
            // One that was revived goes on in whatever stage it had reached.
            wakeups.wakeAll();
        }
    }

    /** The recording is in, whether this line is or not. */
    private void log(JobId job, Message message) {
        try {
            jobs.log(job, Stage.TRANSCRIBE, message);
        } catch (StoreUnavailableException e) {
            LOG.warn("job {}: the line {} is missing in its log", job, message.code());
        }
    }

    private void remove(IntakeRequest request, BlobRef blob) {
        try {
            blobs.delete(request.tenant(), blob);
        } catch (IOException e) {
            LOG.warn("an object of a refused recording stays until the sweep of orphans", e);
        }
    }

    @Deactivate
    void stop() {
        stopping.trip();
    }
}
