package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.json.MinutesJson;
import io.yuhitsu.json.TranscriptJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job in RENDER whose results are kept in memory. */
final class MemoryContext implements StepContext {
    private static final BlobRef BLOB = new BlobRef("0".repeat(32));
    private static final Sha256 HASH = Sha256.of(new byte[32]);

    private final Job job;
    private final Map<String, byte[]> results = new HashMap<>();
    private final List<Message> log = new ArrayList<>();
    private final CancelToken cancel = new CancelToken();
    private double progress;

    MemoryContext(MinutesRenderer.Source source, List<String> formats) {
        ProfileSettings s = source.settings();
        this.job = new Job(
                source.minutes().job(),
                TenantId.DEFAULT,
                new ProfileId("default"),
                new RecordingRef(BLOB, HASH, 0),
                BLOB,
                new ProfileSettings(
                        s.language(),
                        s.timeZone(),
                        s.recogniser(),
                        s.model(),
                        s.template(),
                        s.company(),
                        s.department(),
                        formats,
                        s.targets(),
                        false),
                1,
                Stage.RENDER,
                State.RUNNING,
                null,
                null,
                0,
                null,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH);
        results.put(ArtifactKind.MINUTES.name(), bytes(out -> MinutesJson.write(source.minutes(), out)));
        results.put(ArtifactKind.TRANSCRIPT.name(), bytes(out -> TranscriptJson.write(source.transcript(), out)));
    }

    String text(String name) {
        return new String(results.get(name), StandardCharsets.UTF_8);
    }

    List<Message> log() {
        return log;
    }

    double progress() {
        return progress;
    }

    @Override
    public Job job() {
        return job;
    }

    @Override
    public CancelToken cancel() {
        return cancel;
    }

    @Override
    public void progress(double fraction) {
        progress = fraction;
    }

    @Override
    public void log(Message message) {
        log.add(message);
    }

    @Override
    public Artifact write(ArtifactKind kind, String name, String mediaType, Content content) throws FailureException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        results.put(name, out.toByteArray());
        return new Artifact(kind, name, mediaType, BLOB, HASH, out.size());
    }

    @Override
    public InputStream read(ArtifactKind kind) {
        return new ByteArrayInputStream(results.get(kind.name()));
    }

    @Override
    public RecordingFacts facts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AudioSource recording() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Artifact> artifacts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Segment> segments(String plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void finishSegment(String plan, int index, long startMs, long endMs, byte[] words) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] words(Segment segment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void childDied(Message what) {
        throw new UnsupportedOperationException();
    }

    private static byte[] bytes(JsonWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @FunctionalInterface
    private interface JsonWriter {
        void write(ByteArrayOutputStream out) throws IOException;
    }
}
