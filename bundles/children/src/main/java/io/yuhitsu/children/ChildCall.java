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
     * @throws FailureException INTERNAL with code {@link io.yuhitsu.api.spi.Transcriber#CHILD_DIED}: the child died, ended in
     *     an exception, or was killed because it took too long, had too much memory, sent too much or sent what is no frame; BUSY: the
     *     pool was closed
     * @throws java.util.concurrent.CancellationException when the token of the call is tripped
     */
    Frame receive() throws FailureException, InterruptedException;

    /** Allows the child more time, because it made progress; never more than the deadline that the call began with. */
    void extend(Duration more);

    /**
     * Kills the child, because what it says makes no sense to its caller.
     *
     * @param cause null when there is none
     * @return what the caller is to throw; as {@link #receive}
     */
    FailureException senseless(Exception cause) throws InterruptedException;

    /** Waits until the child has ended the call on its side, which makes it free for the next. @throws FailureException as {@link #receive} */
    void end() throws FailureException, InterruptedException;

    /** Gives the child back; kills it when the call has not come to its {@link #end}. */
    @Override
    void close();
}
