package io.yuhitsu.api.spi;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.transcript.Transcript;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns a transcript into minutes. Thread-safe. */
@ConsumerType
public interface Summarizer {
    /** Service property: the summarizer's name, {@code rules}. */
    String NAME = "name";

    /**
     * Every item carries evidence that exists in the transcript. Without utterances: empty minutes and a notice.
     *
     * @param version of the job that the minutes belong to
     */
    Minutes summarize(Transcript transcript, RecordingFacts facts, int version, CancelToken cancel)
            throws FailureException, InterruptedException;
}
