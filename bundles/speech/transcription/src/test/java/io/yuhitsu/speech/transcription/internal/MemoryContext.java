package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.json.TranscriptJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A job in memory; its segments outlive a run, as they do in the store. */
final class MemoryContext implements StepContext {
    private static final BlobRef NONE = new BlobRef("0".repeat(32));

    private final ProfileSettings settings;
    private final AudioSource recording;
    private final Duration duration;
    private final Map<String, Map<Integer, Segment>> segments = new TreeMap<>();
    private final Map<Segment, byte[]> words = new java.util.HashMap<>();
    private CancelToken cancel = new CancelToken();
    private final List<Double> progress = new ArrayList<>();
    private byte[] transcript;
    private int deaths;

    MemoryContext(ProfileSettings settings, AudioSource recording, Duration duration) {
        this.settings = settings;
        this.recording = recording;
        this.duration = duration;
    }

    static ProfileSettings settings(String language, String model) {
        ProfileSettings standard = ProfileSettings.standard(ZoneId.of("Asia/Tokyo"));
        return new ProfileSettings(
                language,
                standard.timeZone(),
                standard.recogniser(),
                model,
                standard.template(),
                "",
                "",
                standard.formats(),
                standard.targets(),
                false);
    }

    static MemoryContext of(String language, AudioSource recording) {
        return new MemoryContext(settings(language, ProfileSettings.AUTO), recording, Duration.ofMinutes(2));
    }

    Transcript transcript() throws IOException {
        return TranscriptJson.read(new ByteArrayInputStream(transcript));
    }

    synchronized List<Double> progress() {
        return List.copyOf(progress);
    }

    synchronized int kept() {
        return words.size();
    }

    /** The next run is another one. */
    void renewToken() {
        cancel = new CancelToken();
    }

    @Override
    public Job job() {
        Instant now = Instant.EPOCH;
        return new Job(
                JobId.next(0),
                TenantId.DEFAULT,
                ProfileId.DEFAULT,
                new RecordingRef(NONE, new Sha256("0".repeat(64)), 1),
                NONE,
                settings,
                1,
                Stage.TRANSCRIBE,
                State.RUNNING,
                null,
                null,
                0,
                null,
                0,
                0,
                now,
                now);
    }

    @Override
    public RecordingFacts facts() {
        return new RecordingFacts(
                "meeting.wav",
                "",
                "meeting",
                LocalDate.EPOCH,
                DateSource.RECEIVED,
                List.of(),
                new Recorded("wav", "pcm_s16le", duration, 1, 16_000, null, false),
                List.of());
    }

    @Override
    public AudioSource recording() {
        return recording;
    }

    @Override
    public CancelToken cancel() {
        return cancel;
    }

    @Override
    public synchronized void progress(double fraction) {
        progress.add(fraction);
    }

    @Override
    public void log(Message message) {}

    @Override
    public Artifact write(ArtifactKind kind, String name, String mediaType, Content content) throws FailureException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        transcript = out.toByteArray();
        return new Artifact(kind, name, mediaType, NONE, new Sha256("0".repeat(64)), transcript.length);
    }

    @Override
    public List<Artifact> artifacts() {
        return List.of();
    }

    @Override
    public InputStream read(ArtifactKind kind) {
        throw new IllegalStateException("the first stage has nothing to read");
    }

    @Override
    public synchronized List<Segment> segments(String plan) {
        return List.copyOf(segments.getOrDefault(plan, Map.of()).values());
    }

    @Override
    public synchronized void finishSegment(String plan, int index, long startMs, long endMs, byte[] json) {
        Segment segment = new Segment(plan, index, startMs, endMs, NONE);
        segments.computeIfAbsent(plan, key -> new TreeMap<>()).put(index, segment);
        words.put(segment, json);
        deaths = 0;
    }

    @Override
    public synchronized byte[] words(Segment segment) {
        return words.get(segment);
    }

    @Override
    public synchronized void childDied(Message what) throws FailureException {
        if (++deaths == 3) {
            throw FailureException.badInput(new Message("poison", what.ja(), what.en()));
        }
    }
}
