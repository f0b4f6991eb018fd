package io.yuhitsu.children.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.PoolLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Children of one kind: those that are starting, idle or busy are never more than the limit. */
final class SupervisedPool implements ChildPool {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedPool.class);
    private static final long WATCH_MILLIS = 200;
    private static final long MOST_BACK_OFF_MILLIS = 60_000;
    private static final long MOST_PAUSE_MILLIS = 30_000;
    private static final long FAILING_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final ChildSpec spec;
    private final PoolLimits limits;
    private final Starter starter;
    private final ScheduledExecutorService watch;
    private final Consumer<SupervisedPool> onClose;

    // Fair, so that the call that waits longest gets the next child.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Deque<ChildProcess> idle = new ArrayDeque<>();
    private final Set<SupervisedCall> busy = new LinkedHashSet<>();
    /** All processes that may still live, also those that are being killed. */
    private final Set<ChildProcess> all = new LinkedHashSet<>();

    private int taken;
    private int starting;
    private int waiting;
    private int failedStarts;
    private Throwable lastFailure;
    private long lastFailureNanos;
    private long backOffMillis;
    private boolean backingOff;
    private long pauseMillis;
    private boolean pausing;
    private boolean closed;
    private ScheduledFuture<?> watching;

    SupervisedPool(
            ChildSpec spec,
            PoolLimits limits,
            Starter starter,
            ScheduledExecutorService watch,
            Consumer<SupervisedPool> onClose) {
        this.spec = spec;
        this.limits = limits;
        this.starter = starter;
        this.watch = watch;
        this.onClose = onClose;
        lock.lock();
        try {
            fill();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ChildCall open(Duration deadline, CancelToken cancel) throws FailureException, InterruptedException {
        cancel.check();
        try (CancelToken.Registration ignored = cancel.onTrip(this::wakeAll)) {
            ChildProcess child = take(cancel);
            SupervisedCall call = new SupervisedCall(this, child, deadline, cancel, limits.callBytes());
            lock.lock();
            try {
                taken--;
                busy.add(call);
                if (watching == null) {
                    watching = watch.scheduleWithFixedDelay(
                            this::watchCalls, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
                }
            } finally {
                lock.unlock();
            }
            return call;
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** An idle child, or the next that becomes free or ready. */
    private ChildProcess take(CancelToken cancel) throws FailureException, InterruptedException {
        long left = limits.patience().toNanos();
        lock.lockInterruptibly();
        try {
            int failuresBefore = failedStarts;
            waiting++;
            try {
                while (true) {
                    if (closed) {
                        throw Death.closing(spec.name());
                    }
                    if (cancel.isTripped()) {
                        throw new CancellationException("no longer wanted");
                    }
                    ChildProcess child = pausing ? null : idle.pollLast();
                    if (child != null && child.isAlive()) {
                        taken++;
                        return child;
                    }
                    if (child != null) {
                        continue;
                    }
                    if (failedStarts > failuresBefore) {
                        throw Death.cannotStart(spec.name(), lastFailure);
                    }
                    fill();
                    if (left <= 0) {
                        throw Death.busy(spec.name());
                    }
                    left = changed.awaitNanos(left);
                }
            } finally {
                waiting--;
                fill();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Starts as many children as callers wait for and the pool keeps ready. Holds the lock. */
    private void fill() {
        int spare = backingOff ? 0 : limits.warm();
        while (!closed
                && !pausing
                && starting + idle.size() < waiting + spare
                && starting + idle.size() + taken + busy.size() < limits.most()) {
            starting++;
            try {
                starter.start(spec, limits.frameBytes(), this::born, this::started, this::notStarted);
            } catch (Error e) {
                notStarted(e);
                return;
            }
        }
    }

    /** A process is there, not ready yet. @return false when the pool is closed and wants no more */
    private boolean born(ChildProcess child) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            all.add(child);
        } finally {
            lock.unlock();
        }
        starter.onExit(child, () -> gone(child));
        return true;
    }

    private void started(ChildProcess child) {
        lock.lock();
        try {
            starting--;
            backOffMillis = 0;
            addIdle(child);
        } finally {
            lock.unlock();
        }
        Meters.started(spec.name());
    }

    private void notStarted(Throwable why) {
        lock.lock();
        try {
            starting--;
            if (closed) {
                return;
            }
            LOG.error("{}: a child process cannot be started", spec.name(), why);
            failedStarts++;
            lastFailure = why;
            lastFailureNanos = System.nanoTime();
            Meters.notStarted(spec.name());
            changed.signalAll();
            if (!backingOff) {
                backingOff = true;
                backOffMillis = Math.min(MOST_BACK_OFF_MILLIS, Math.max(1000, backOffMillis * 2));
                schedule(this::backOffEnds, backOffMillis);
            }
        } finally {
            lock.unlock();
        }
    }

    private void backOffEnds() {
        lock.lock();
        try {
            backingOff = false;
            fill();
        } finally {
            lock.unlock();
        }
    }

    /**
     * When memory runs out the system kills children, and those that replace them at once. Three deaths condemn a recording, so there has to
     * be time between them in which the shortage may pass. Holds the lock.
     */
    private void pause() {
        if (pausing || closed) {
            return;
        }
        pausing = true;
        pauseMillis = Math.min(MOST_PAUSE_MILLIS, Math.max(1000, pauseMillis * 5));
        LOG.warn("{}: the system killed a child process, the next call waits {} ms", spec.name(), pauseMillis);
        schedule(this::pauseEnds, pauseMillis);
    }

    private void pauseEnds() {
        lock.lock();
        try {
            pausing = false;
            changed.signalAll();
            fill();
        } finally {
            lock.unlock();
        }
    }

    private void addIdle(ChildProcess child) {
        if (closed || !child.isAlive()) {
            child.kill(Death.CLOSING);
            fill();
            return;
        }
        child.idleFrom(System.nanoTime());
        idle.addLast(child);
        changed.signal();
        if (idle.size() > limits.warm()) {
            schedule(this::shrink, limits.idle().toMillis() + 1);
        }
    }

    private void schedule(Runnable action, long millis) {
        // Nothing to wait for: what is scheduled looks at the state that it finds.
        var unused = watch.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    private void shrink() {
        lock.lock();
        try {
            while (idle.size() > limits.warm()
                    && System.nanoTime() - idle.getFirst().idleSince()
                            >= limits.idle().toNanos()) {
                idle.removeFirst().kill(Death.RETIRED);
            }
        } finally {
            lock.unlock();
        }
    }

    private void watchCalls() {
        List<SupervisedCall> calls;
        lock.lock();
        try {
            calls = List.copyOf(busy);
            if (calls.isEmpty()) {
                watching.cancel(false);
                watching = null;
            }
        } finally {
            lock.unlock();
        }
        for (SupervisedCall call : calls) {
            try {
                call.watch();
            } catch (RuntimeException e) {
                // An exception here would end the watch over all children.
                LOG.error("{}: a call cannot be watched", spec.name(), e);
            }
        }
    }

    /** A call is over; its child is dead or free. */
    void giveBack(SupervisedCall call) {
        ChildProcess child = call.child();
        boolean well = child.isAlive();
        boolean killed = !well && child.isKilledFromOutside();
        boolean worn = child.calledOnceMore() >= limits.callsUntilRecycle()
                || child.rssMb() > child.spec().maxRssMb();
        if (worn) {
            child.kill(Death.RETIRED);
        }
        lock.lock();
        try {
            busy.remove(call);
            if (well) {
                pauseMillis = 0;
            } else if (killed) {
                pause();
            }
            if (child.isAlive()) {
                addIdle(child);
            } else {
                changed.signal();
                fill();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A process has ended, and its pipes with it. */
    private void gone(ChildProcess child) {
        Death why = child.death();
        boolean killed = child.isKilledFromOutside();
        LOG.debug("{} {} ended: {}, status {}", spec.name(), child.pid(), why, child.exitStatus());
        child.sweep();
        Meters.ended(spec.name(), why);
        lock.lock();
        try {
            all.remove(child);
            if (idle.remove(child) && killed) {
                pause();
            }
            fill();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Long> pids() {
        lock.lock();
        try {
            return all.stream()
                    .filter(ChildProcess::isAlive)
                    .map(ChildProcess::pid)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    String name() {
        return spec.name();
    }

    /** Resident memory of the children that live now. */
    long rssBytes() {
        List<ChildProcess> living;
        lock.lock();
        try {
            living = List.copyOf(all);
        } finally {
            lock.unlock();
        }
        return living.stream().mapToLong(ChildProcess::rssMb).sum() << 20;
    }

    /** Whether the last start failed, and not long ago: the pool of a model that is no longer used does not try again. */
    boolean isFailing() {
        lock.lock();
        try {
            return backOffMillis > 0 && System.nanoTime() - lastFailureNanos < FAILING_NANOS;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<ChildProcess> living;
        lock.lock();
        try {
            closed = true;
            living = new ArrayList<>(all);
            idle.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        living.forEach(child -> child.kill(Death.CLOSING));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1500);
        for (ChildProcess child : living) {
            child.awaitEnd(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            child.sweep();
        }
        onClose.accept(this);
    }
}
