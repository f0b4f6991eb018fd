package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.text.Message;

/** What people do with a job. */
final class JobActs {
    private static final String OWN = " where id = ? and tenant = ? and state in ";

    private JobActs() {}

    /** Keeps others off the job and its deliveries until the transaction ends. */
    static void lock(Tx tx, JobId id) {
        tx.update("update jobs set changed_at = changed_at where id = ?", id.value());
    }

    static boolean retry(Tx tx, TenantId tenant, JobId id) {
        boolean may = tx.update(
                        "update jobs set changed_at = ?" + OWN + "('DEAD', 'CANCELLED', 'WAITING')",
                        tx.now(),
                        id.value(),
                        tenant.value())
                == 1;
        if (may) {
            startOver(tx, id);
        }
        return may;
    }

    /** READY in its stage as if it had never been tried; what was delivered stays delivered. */
    static void startOver(Tx tx, JobId id) {
        tx.update(
                "update jobs set state = 'READY', attempts = 0, child_deaths = 0, result_stored = false, changed_at = ?,"
                        + Columns.CLEARED + " where id = ?",
                tx.now(),
                id.value());
        Job job = JobRows.find(tx, id).orElseThrow();
        dropArtifacts(tx, id, job.version(), job.stage());
        if (job.stage() == Stage.DELIVER) {
            DeliveryRows.startOver(tx, job);
            DeliveryRows.follow(tx, id);
        }
    }

    static boolean rerun(Tx tx, TenantId tenant, JobId id, ProfileSettings settings) {
        return tx.update(
                        "update jobs set version = version + 1, settings = ?, stage = 'TRANSCRIBE', state = 'READY', attempts = 0,"
                                + " child_deaths = 0, result_stored = false, progress = 0, changed_at = ?,"
                                + Columns.CLEARED
                                + OWN + "('DONE', 'DEAD', 'CANCELLED')",
                        JobRows.json(settings),
                        tx.now(),
                        id.value(),
                        tenant.value())
                == 1;
    }

    static boolean cancel(Tx tx, TenantId tenant, JobId id, Message reason) {
        boolean cancelled = tx.update(
                        "update jobs set state = 'CANCELLED', wait_for = null, not_before = null, due_at = "
                                + Columns.NEVER + ", lease_token = null,"
                                + " lease_owner = null, reason_code = ?, reason_ja = ?, reason_en = ?, changed_at = ?"
                                + OWN + "('READY', 'RUNNING', 'WAITING')",
                        Columns.code(reason),
                        Columns.ja(reason),
                        Columns.en(reason),
                        tx.now(),
                        id.value(),
                        tenant.value())
                == 1;
        if (cancelled) {
            DeliveryRows.cancel(tx, id);
        }
        return cancelled;
    }

    static void dropArtifacts(Tx tx, JobId id, int version, Stage stage) {
        tx.update(
                "delete from artifacts where job = ? and version = ? and stage = ?", id.value(), version, stage.name());
    }
}
