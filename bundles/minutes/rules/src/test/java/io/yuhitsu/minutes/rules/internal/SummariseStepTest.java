package io.yuhitsu.minutes.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
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
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.contracts.SummarizerContract;
import io.yuhitsu.json.MinutesJson;
import io.yuhitsu.json.TranscriptJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SummariseStepTest {
    @Test
    void minutesOfTheStoredTranscriptAreStored() throws Exception {
        ByteArrayOutputStream transcript = new ByteArrayOutputStream();
        TranscriptJson.write(SummarizerContract.transcript(Locale.JAPANESE, SummarizerContract.JAPANESE), transcript);
        Context context = new Context(transcript.toByteArray());
        StepResult result = new SummariseStep(new RulesSummarizer()).run(context);
        assertThat(result.artifacts()).extracting(Artifact::kind).containsExactly(ArtifactKind.MINUTES);
        assertThat(result.artifacts()).extracting(Artifact::name).containsExactly("minutes.json");
        Minutes minutes = MinutesJson.read(new ByteArrayInputStream(context.written));
        assertThat(minutes.version()).isEqualTo(2);
        assertThat(minutes.decisions()).isNotEmpty();
        assertThat(context.log).extracting(Message::code).containsExactly("summarised");
    }

    @Test
    void anUnreadableTranscriptSaysWhatToDo() {
        Context context = new Context("{}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new SummariseStep(new RulesSummarizer()).run(context))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.reason().code()).isEqualTo("transcript-unreadable"));
    }

    /** One job's step in memory. */
    private static final class Context implements StepContext {
        private final byte[] transcript;
        private final List<Message> log = new ArrayList<>();
        private byte[] written;

        Context(byte[] transcript) {
            this.transcript = transcript;
        }

        @Override
        public Job job() {
            BlobRef blob = new BlobRef("0".repeat(32));
            return new Job(
                    JobId.next(0),
                    TenantId.DEFAULT,
                    ProfileId.DEFAULT,
                    new RecordingRef(blob, new Sha256("0".repeat(64)), 1),
                    blob,
                    ProfileSettings.standard(ZoneId.of("Asia/Tokyo")),
                    2,
                    Stage.SUMMARISE,
                    State.RUNNING,
                    null,
                    null,
                    0,
                    null,
                    0,
                    0,
                    Instant.EPOCH,
                    Instant.EPOCH);
        }

        @Override
        public RecordingFacts facts() {
            return SummarizerContract.facts();
        }

        @Override
        public AudioSource recording() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CancelToken cancel() {
            return CancelToken.none();
        }

        @Override
        public void progress(double fraction) {
            assertThat(fraction).isBetween(0.0, 1.0);
        }

        @Override
        public void log(Message message) {
            log.add(message);
        }

        @Override
        public Artifact write(ArtifactKind kind, String name, String mediaType, Content content)
                throws FailureException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                content.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written = out.toByteArray();
            return new Artifact(
                    kind, name, mediaType, new BlobRef("1".repeat(32)), new Sha256("1".repeat(64)), written.length);
        }

        @Override
        public List<Artifact> artifacts() {
            return List.of();
        }

        @Override
        public InputStream read(ArtifactKind kind) {
            assertThat(kind).isEqualTo(ArtifactKind.TRANSCRIPT);
            return new ByteArrayInputStream(transcript);
        }

        @Override
        public List<Segment> segments(String plan) {
            return List.of();
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
    }
}
