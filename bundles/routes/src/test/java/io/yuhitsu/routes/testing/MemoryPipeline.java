package io.yuhitsu.routes.testing;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.pipeline.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The queue in memory: a job moves on only by a result that was stored under its present lease. */
public final class MemoryPipeline implements Pipeline {
    /** What a step does in a test. */
    @FunctionalInterface
    public interface Step {
        void run(Work work) throws FailureException, InterruptedException;
    }

    private final class Row {
        Stage stage = Stage.TRANSCRIBE;
        State state = State.READY;
        Lease lease;
        Throwable why;
        int givenBack;
        int ran;
    }

    private final Map<JobId, Row> rows = new LinkedHashMap<>();
    private final Set<Lease> stored = new HashSet<>();
    private final List<Thread> waiting = new ArrayList<>();
    private int tokens;
    private volatile Step step = work -> {};

    public void step(Step doing) {
        step = doing;
    }

    public synchronized JobId add() {
        JobId id = JobId.next(System.currentTimeMillis());
        rows.put(id, new Row());
        notifyAll();
        return id;
    }

    @Override
    public synchronized Optional<Work> take(Stage stage, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        waiting.add(Thread.currentThread());
        try {
            while (true) {
                for (Map.Entry<JobId, Row> entry : rows.entrySet()) {
                    Row row = entry.getValue();
                    if (row.stage == stage && row.state == State.READY) {
                        row.state = State.RUNNING;
                        row.lease = new Lease(entry.getKey(), TenantId.DEFAULT, 1, stage, "t" + ++tokens);
                        return Optional.of(new Work(row.lease, job(entry.getKey(), stage), CancelToken.none()));
                    }
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return Optional.empty();
                }
                wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            }
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }

    @Override
    public void run(Work work, Stage verb) throws FailureException, InterruptedException {
        synchronized (this) {
            rows.get(work.lease().job()).ran++;
        }
        step.run(work);
        synchronized (this) {
            if (work.lease().equals(rows.get(work.lease().job()).lease)) {
                stored.add(work.lease());
            }
        }
    }

    @Override
    public synchronized void finished(Work work) {
        if (!stored.contains(work.lease())) {
            end(work, State.DEAD, new IllegalStateException("no result stored"));
            return;
        }
        Row row = end(work, State.READY, null);
        row.stage = row.stage == Stage.RENDER ? Stage.DONE : row.stage.next();
        row.state = row.stage == Stage.DONE ? State.DONE : State.READY;
        notifyAll();
    }

    @Override
    public synchronized void failed(Work work, Throwable why) {
        end(work, State.DEAD, why);
    }

    @Override
    public synchronized void giveBack(Work work) {
        end(work, State.READY, null).givenBack++;
    }

    private Row end(Work work, State state, Throwable why) {
        Row row = rows.get(work.lease().job());
        if (!work.lease().equals(row.lease)) {
            throw new IllegalStateException("ended twice: " + work.lease());
        }
        row.lease = null;
        row.state = state;
        row.why = why;
        notifyAll();
        return row;
    }

    public synchronized State state(JobId id) {
        return rows.get(id).state;
    }

    public synchronized Stage stage(JobId id) {
        return rows.get(id).stage;
    }

    public synchronized Throwable why(JobId id) {
        return rows.get(id).why;
    }

    public synchronized int givenBack(JobId id) {
        return rows.get(id).givenBack;
    }

    public synchronized int ran(JobId id) {
        return rows.get(id).ran;
    }

    /** How many threads wait for work. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private static Job job(JobId id, Stage stage) {
        BlobRef blob = new BlobRef("0".repeat(32));
        return new Job(
                id,
                TenantId.DEFAULT,
                new ProfileId("weekly"),
                new RecordingRef(blob, new Sha256("0".repeat(64)), 1),
                blob,
                ProfileSettings.standard(ZoneOffset.UTC),
                1,
                stage,
                State.RUNNING,
                null,
                null,
                0,
                null,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
