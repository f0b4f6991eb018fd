package io.yuhitsu.children.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.child.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call in progress: its caller's thread does the reading and writing, the pool's watch ends what takes too long or too much. */
final class SupervisedCall implements ChildCall {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedCall.class);

    private final SupervisedPool pool;
    private final ChildProcess child;
    private final CancelToken cancel;
    private final CancelToken.Registration registration;
    private final long outputLimit;
    private long received;
    private boolean ended;
    private boolean closed;

    // Guarded by this: the watch looks at them from its own thread.
    private Thread waiting;
    private long waitingSince;
    private long nanosLeft;
    private final long mostNanosLeft;

    SupervisedCall(SupervisedPool pool, ChildProcess child, Duration deadline, CancelToken cancel, long outputLimit) {
        this.pool = pool;
        this.child = child;
        this.cancel = cancel;
        this.outputLimit = outputLimit;
        this.nanosLeft = deadline.toNanos();
        this.mostNanosLeft = nanosLeft;
        this.registration = cancel.onTrip(() -> child.kill(Death.ABANDONED));
    }

    @Override
    public void send(int type, ByteBuffer... body) throws FailureException, InterruptedException {
        if (type < 0) {
            throw new IllegalArgumentException("type " + type);
        }
        begin();
        try {
            child.write(type, body);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            finish();
        }
    }

    @Override
    public Frame receive() throws FailureException, InterruptedException {
        Frame frame = read();
        if (frame.type() < 0) {
            throw senseless(null);
        }
        return frame;
    }

    @Override
    public void end() throws FailureException, InterruptedException {
        if (read().type() != Frame.END) {
            throw senseless(null);
        }
        ended = true;
    }

    private Frame read() throws FailureException, InterruptedException {
        begin();
        try {
            Frame frame = child.read();
            received += frame.body().remaining();
            if (received > outputLimit) {
                child.kill(Death.OUTPUT);
                throw failure(null);
            }
            if (frame.type() == Frame.ERROR) {
                LOG.warn("{} {}: {}", child.spec().name(), child.pid(), StandardCharsets.UTF_8.decode(frame.body()));
                child.kill(Death.ERROR);
                throw failure(null);
            }
            return frame;
        } catch (Frame.GarbageException e) {
            child.kill(Death.GARBAGE);
            throw failure(e);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            finish();
        }
    }

    @Override
    public FailureException senseless(Exception cause) throws InterruptedException {
        child.kill(Death.GARBAGE);
        return failure(cause);
    }

    /** What the pipe's end means to the caller. */
    private FailureException failure(Exception cause) throws InterruptedException {
        Death death = child.death();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (cancel.isTripped()) {
            throw new CancellationException("no longer wanted");
        }
        return death.failure(child, cause);
    }

    private synchronized void begin() {
        if (closed) {
            throw new IllegalStateException("the call is closed");
        }
        waiting = Thread.currentThread();
        waitingSince = System.nanoTime();
    }

    private synchronized void finish() {
        nanosLeft -= System.nanoTime() - waitingSince;
        waiting = null;
    }

    @Override
    public synchronized void extend(Duration more) {
        nanosLeft = Math.min(mostNanosLeft, nanosLeft + more.toNanos());
    }

    /** Called again and again by the pool's watch while the call runs. */
    void watch() {
        synchronized (this) {
            if (waiting != null && System.nanoTime() - waitingSince > nanosLeft) {
                child.kill(Death.DEADLINE);
            } else if (waiting != null && waiting.isInterrupted()) {
                // Reading from a pipe cannot be interrupted; its end can.
                child.kill(Death.ABANDONED);
            }
        }
        if (child.rssMb() > child.spec().maxRssMb()) {
            child.kill(Death.MEMORY);
        }
    }

    ChildProcess child() {
        return child;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        registration.close();
        if (!ended) {
            child.kill(Death.ABANDONED);
        }
        pool.giveBack(this);
    }
}
