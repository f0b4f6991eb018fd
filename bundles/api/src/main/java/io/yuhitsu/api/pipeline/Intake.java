package io.yuhitsu.api.pipeline;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.intake.Accepted;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.text.Message;
import java.util.Optional;

/** Takes recordings in. Thread-safe. */
public interface Intake {
    /**
     * Stores the recording and makes its job; blocks until both are durable. When it throws, nothing was accepted and nothing is left
     * behind.
     *
     * @throws FailureException BAD_INPUT: cannot be a recording, the reason says what it is and what to do; BUSY: not now, the sender keeps
     *     it and tries again (disk nearly full, decoder busy, {@code recording-incomplete}); INTERNAL: the same, with a fault of ours
     */
    Accepted accept(IntakeRequest request) throws FailureException, InterruptedException;

    /** Why nothing at all is taken in now, in words for people; empty while recordings are. It ends by itself. Looks at the disks each time. */
    default Optional<Message> paused() {
        return Optional.empty();
    }
}
