package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.text.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How jobs come in, and how a recording is known again. */
final class JobArrivals {
    private static final Texts TEXTS = Texts.beside(JobArrivals.class);
    private static final List<Stage> CLAIMED = List.of(Stage.TRANSCRIBE, Stage.SUMMARISE, Stage.RENDER, Stage.APPROVE);

    private JobArrivals() {}

    static Submission submit(Tx tx, NewJob made) {
        String key = made.transportKey() == null ? null : sha256(made.transportKey());
        Optional<JobId> known = byKey(tx, made, key).or(() -> byContent(tx, made));
        if (known.isEmpty()) {
            insert(tx, made);
        }
        JobId job = known.orElse(made.id());
        if (key != null && byKey(tx, made, key).isEmpty()) {
            tx.update(
                    "insert into arrivals (tenant, key_sha256, job) values (?, ?, ?)",
                    made.tenant().value(),
                    key,
                    job.value());
        }
        return known.isEmpty() ? new Submission.Created(job) : again(tx, job);
    }

    private static Submission again(Tx tx, JobId id) {
        JobActs.lock(tx, id);
        Job job = JobRows.find(tx, id).orElseThrow();
        boolean revive = job.state() == State.DEAD || job.state() == State.CANCELLED;
        JobLog.add(tx, id, job.stage(), TEXTS.message(revive ? "recording-again-revived" : "recording-again"));
        if (revive) {
            JobActs.startOver(tx, id);
            return new Submission.Revived(id);
        }
        return new Submission.Known(id);
    }

    private static Optional<JobId> byKey(Tx tx, NewJob made, String key) {
        return key == null
                ? Optional.empty()
                : tx.select(
                                "select job from arrivals where tenant = ? and key_sha256 = ?",
                                made.tenant().value(),
                                key)
                        .mapTo(String.class)
                        .findOne()
                        .map(JobId::new);
    }

    private static Optional<JobId> byContent(Tx tx, NewJob made) {
        return tx.select(
                        "select id from jobs where tenant = ? and profile = ? and recording_sha256 = ?",
                        made.tenant().value(),
                        made.profile().value(),
                        made.recording().sha256().hex())
                .mapTo(String.class)
                .findOne()
                .map(JobId::new);
    }

    private static void insert(Tx tx, NewJob made) {
        tx.update(
                "insert into jobs (id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob, settings,"
                        + " version, stage, state, attempts, child_deaths, result_stored, progress, received_at, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 1, 'TRANSCRIBE', 'READY', 0, 0, false, 0, ?, ?)",
                made.id().value(),
                made.tenant().value(),
                made.profile().value(),
                made.recording().blob().value(),
                made.recording().sha256().hex(),
                made.recording().bytes(),
                made.facts().value(),
                JobRows.json(made.settings()),
                tx.now(),
                tx.now());
        String tenant = made.tenant().value();
        if (tx.select("select count(*) from turns where tenant = ?", tenant)
                        .mapTo(int.class)
                        .one()
                == 0) {
            CLAIMED.forEach(stage ->
                    tx.update("insert into turns (stage, tenant, turn) values (?, ?, 0)", stage.name(), tenant));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
