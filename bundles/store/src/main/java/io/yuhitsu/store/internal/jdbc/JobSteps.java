package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a worker does with the job it holds. Each change names the lease in its condition, so an old one changes nothing. */
final class JobSteps {
    private static final String HELD = " where id = ? and state = 'RUNNING' and lease_token = ?";

    private JobSteps() {}

    /** Changes the job's row when the lease still holds; the row stays locked until the transaction ends. */
    private static void held(Tx tx, Lease lease, String changes, Object... values) throws LeaseLostException {
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(lease.job().value());
        all.add(lease.token());
        if (tx.update("update jobs set " + changes + HELD, all.toArray()) == 0) {
            throw new LeaseLostException(lease);
        }
    }

    static void store(Tx tx, Lease lease, StepResult result) throws LeaseLostException {
        held(tx, lease, "result_stored = true, child_deaths = 0");
        JobActs.dropArtifacts(tx, lease.job(), lease.version(), lease.stage());
        int place = 0;
        for (Artifact artifact : result.artifacts()) {
            tx.update(
                    "insert into artifacts (job, version, stage, place, kind, name, media_type, blob, sha256, bytes)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    lease.job().value(),
                    lease.version(),
                    lease.stage().name(),
                    place++,
                    artifact.kind().name(),
                    artifact.name(),
                    artifact.mediaType(),
                    artifact.blob().value(),
                    artifact.sha256().hex(),
                    artifact.bytes());
        }
    }

    static boolean isStored(Tx tx, Lease lease) {
        return tx.select(
                        "select stage, result_stored from jobs where id = ? and version = ?",
                        lease.job().value(),
                        lease.version())
                .map((row, context) -> {
                    int order = Stage.valueOf(row.getString("stage")).compareTo(lease.stage());
                    return order > 0 || (order == 0 && row.getBoolean("result_stored"));
                })
                .findOne()
                .orElse(false);
    }

    static Job advance(Tx tx, Lease lease, Stage next) throws LeaseLostException {
        held(tx, lease, "changed_at = ?", tx.now());
        if (!isStored(tx, lease)) {
            throw new IllegalStateException("job " + lease.job() + ": no result of " + lease.stage() + " is stored");
        }
        if (lease.stage() == Stage.TRANSCRIBE) {
            // Also those of versions that were given up; their blobs are orphans from here on.
            tx.update("delete from segments where job = ?", lease.job().value());
        }
        Job job = JobRows.find(tx, lease.job()).orElseThrow();
        boolean done = next == Stage.DONE
                || (next == Stage.DELIVER && job.settings().targets().isEmpty());
        Stage stage = done ? Stage.DONE : next;
        tx.update(
                "update jobs set stage = ?, state = ?, attempts = 0, child_deaths = 0, result_stored = false, progress = ?,"
                        + Columns.CLEARED + " where id = ?",
                stage.name(),
                done ? "DONE" : "READY",
                done ? 1.0 : 0.0,
                job.id().value());
        if (stage == Stage.DELIVER) {
            DeliveryRows.open(tx, job);
        }
        return JobViews.find(tx, job.id()).orElseThrow();
    }

    static void wait(Tx tx, Lease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws LeaseLostException {
        held(
                tx,
                lease,
                "state = 'WAITING', lease_token = null, lease_owner = null, result_stored = false, wait_for = ?,"
                        + " reason_code = ?, reason_ja = ?, reason_en = ?, attempts = attempts + ?, changed_at = ?, "
                        + until(waitFor, notBefore),
                waitFor.name(),
                Columns.code(reason),
                Columns.ja(reason),
                Columns.en(reason),
                attempt ? 1 : 0,
                tx.now());
        JobActs.dropArtifacts(tx, lease.job(), lease.version(), lease.stage());
    }

    /** Literals, because drivers disagree on the type of a null parameter. */
    static String until(WaitFor waitFor, Instant notBefore) {
        return waitFor == WaitFor.TIME
                ? "not_before = " + Columns.millis(notBefore) + ", due_at = " + Columns.millis(notBefore)
                : "not_before = null, due_at = " + Columns.NEVER;
    }

    static void die(Tx tx, Lease lease, Message reason) throws LeaseLostException {
        held(
                tx,
                lease,
                "state = 'DEAD', lease_token = null, lease_owner = null, due_at = " + Columns.NEVER
                        + ", reason_code = ?, reason_ja = ?," + " reason_en = ?, changed_at = ?",
                Columns.code(reason),
                Columns.ja(reason),
                Columns.en(reason),
                tx.now());
    }

    static void giveBack(Tx tx, Lease lease) throws LeaseLostException {
        held(tx, lease, "state = 'READY', changed_at = ?," + Columns.CLEARED, tx.now());
    }

    static void progress(Tx tx, Lease lease, double progress) throws LeaseLostException {
        held(tx, lease, "progress = ?", progress);
    }

    static int childDied(Tx tx, Lease lease) throws LeaseLostException {
        held(tx, lease, "child_deaths = child_deaths + 1");
        return tx.select(
                        "select child_deaths from jobs where id = ?",
                        lease.job().value())
                .mapTo(int.class)
                .one();
    }

    static void putSegment(Tx tx, Lease lease, Segment segment) throws LeaseLostException {
        held(tx, lease, "child_deaths = 0");
        tx.update(
                "delete from segments where job = ? and version = ? and plan = ? and segment_index = ?",
                lease.job().value(),
                lease.version(),
                segment.plan(),
                segment.index());
        tx.update(
                "insert into segments (job, version, plan, segment_index, start_ms, end_ms, blob) values (?, ?, ?, ?, ?, ?, ?)",
                lease.job().value(),
                lease.version(),
                segment.plan(),
                segment.index(),
                segment.startMs(),
                segment.endMs(),
                segment.blob().value());
    }
}
