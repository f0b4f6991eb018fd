package io.yuhitsu.api.spi;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A job as its running step sees it. Thread-safe. */
@ProviderType
public interface StepContext {
    Job job();

    RecordingFacts facts();

    AudioSource recording();

    CancelToken cancel();

    /** For people; called as often as the step likes, written once a second at most. @param fraction of the stage, 0 to 1 */
    void progress(double fraction);

    /** Adds a line to the job's log. */
    void log(Message message);

    /** Stores a result durably; it counts when the step returns it. The name says nothing about the meeting. */
    Artifact write(ArtifactKind kind, String name, String mediaType, Content content) throws FailureException;

    /** Writes content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, FailureException;
    }

    /** The results of earlier stages of this version. */
    List<Artifact> artifacts();

    /** Reads the one artifact of that kind of an earlier stage; the caller closes it. @throws FailureException INTERNAL when there is none */
    InputStream read(ArtifactKind kind) throws FailureException;

    /** Segments of that plan that are recognised already, by index. */
    List<Segment> segments(String plan);

    /** Keeps the words of a segment, durable when it returns. @param words JSON */
    void finishSegment(String plan, int index, long startMs, long endMs, byte[] words) throws FailureException;

    /** The words of a segment as JSON. */
    byte[] words(Segment segment) throws FailureException;

    /**
     * Notes that a child process died on this job.
     *
     * @throws FailureException BAD_INPUT when that happened three times with nothing stored in between
     */
    void childDied(Message what) throws FailureException;
}
