package io.yuhitsu.api.spi;

import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Transcript;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes recognised words readable: utterances from pauses, punctuation, numbers. Thread-safe; does not block on anything but the CPU. */
@ConsumerType
public interface TranscriptFormatter {
    Transcript format(RawTranscript raw);
}
