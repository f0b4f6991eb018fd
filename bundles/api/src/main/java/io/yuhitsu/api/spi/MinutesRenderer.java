package io.yuhitsu.api.spi;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.transcript.Transcript;
import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Renders minutes, or their transcript, in one format. Thread-safe; deterministic: the same input gives the same bytes. */
@ConsumerType
public interface MinutesRenderer {
    /** Service property: name of the format in profiles and commands, {@code pdf}. */
    String FORMAT = "format";

    /** The same as the service property. */
    String format();

    /** File name within a document set, {@code minutes.pdf}. */
    String fileName();

    String mediaType();

    /** @param out not closed */
    void render(Source source, OutputStream out) throws IOException, FailureException;

    /** What a document is made from. */
    record Source(Minutes minutes, Transcript transcript, ProfileSettings settings) {}
}
