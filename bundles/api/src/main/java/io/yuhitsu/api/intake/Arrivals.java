package io.yuhitsu.api.intake;

import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What came to an entry and could not be taken in yet. An OSGi service of the entry while it is open. Thread-safe, does not block. */
@ConsumerType
public interface Arrivals {
    /** What waits for longer than that, the longest first. */
    List<Waiting> waiting(Duration longerThan);

    /**
     * Something that waits; it is tried again by itself.
     *
     * @param name as people know it at the entry: a path in a folder. Meeting content, not for logs
     * @param reason of the last try
     */
    record Waiting(String name, Instant since, Message reason) {}
}
