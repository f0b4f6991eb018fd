package io.yuhitsu.children;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.children.child.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** A call to a child while it runs: a conversation that the caller opens with its first message. Used by one thread at a time. */
@ProviderType
public interface ChildCall extends AutoCloseable {
    /**
     * Sends a message; blocks while the child does not read.
     *
     * @param type 0 to 127
     * @throws FailureException as {@link #receive}
     * @throws java.util.concurrent.CancellationException when the token of the call is tripped
     */
    void send(int type, ByteBuffer... body) throws FailureException, InterruptedException;

    /**
     * The child's next message; blocks.
     *
     * @throws FailureException INTERNAL with code {@link io.yuhitsu.api.spi.Transcriber#CHILD_DIED}: the child died, or was killed
     *     because it had too much memory, sent too much or sent what is no frame; INTERNAL with code {@link ChildPool#DEADLINE}: it took
     *     too long; INTERNAL with code {@code child-error}: it could not do the call; BUSY: the pool was closed
     * @throws java.util.concurrent.CancellationException when the token of the call is tripped
     */
    Frame receive() throws FailureException, InterruptedException;

    /** Allows the child more time, because it made progress. */
    void extend(Duration more);

    /** Waits until the child has ended the call on its side, which makes it free for the next. @throws FailureException as {@link #receive} */
    void end() throws FailureException, InterruptedException;

    /** Gives the child back; kills it when the call has not come to its {@link #end}. */
    @Override
    void close();
}
