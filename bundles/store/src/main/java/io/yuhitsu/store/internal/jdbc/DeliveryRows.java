package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.json.SettingsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;

/** Deliveries as rows. Whoever changes one has locked its job before, and lets the job follow afterwards. */
final class DeliveryRows {
    static final String COLUMNS =
            "id, job, tenant, version, target, state, wait_for, not_before, attempts, receipt, reason_code,"
                    + " reason_ja, reason_en, changed_at";

    private DeliveryRows() {}

    static Delivery read(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                new DeliveryId(row.getString("id")),
                new JobId(row.getString("job")),
                new TenantId(row.getString("tenant")),
                row.getInt("version"),
                target(row.getString("target")),
                DeliveryState.valueOf(row.getString("state")),
                Columns.waitFor(row),
                Columns.instant(row, "not_before"),
                row.getInt("attempts"),
                row.getString("receipt"),
                Columns.reason(row),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    static Delivery get(Tx tx, DeliveryId id) {
        return tx.select("select " + COLUMNS + " from deliveries where id = ?", id.value())
                .map(DeliveryRows::read)
                .one();
    }

    static List<Delivery> list(Tx tx, JobId job, int version) {
        return tx
                .select("select " + COLUMNS + " from deliveries where job = ? and version = ?", job.value(), version)
                .map(DeliveryRows::read)
                .stream()
                .sorted(Comparator.comparing(
                                (Delivery delivery) -> delivery.target().name())
                        .thenComparing(Delivery::id))
                .toList();
    }

    /** Each state is a short walk along the index. */
    static DeliveryStore.Census census(Tx tx, Instant since) {
        Instant openSince = Stream.of(DeliveryState.READY, DeliveryState.RUNNING, DeliveryState.WAITING)
                .map(state -> tx.select("select min(id) from deliveries where state = ?", state.name())
                        .mapTo(String.class)
                        .findOne())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(id -> new DeliveryId(id).madeAt())
                .orElse(null);
        Map<String, Integer> died = new HashMap<>();
        tx.select(
                        "select channel, count(*) as deliveries from deliveries where state = 'DEAD' and changed_at >= ?"
                                + " group by channel",
                        Columns.millis(since))
                .map((row, context) -> died.put(row.getString("channel"), row.getInt("deliveries")))
                .list();
        return new DeliveryStore.Census(openSince, died);
    }

    /** One row per target. */
    static void open(Tx tx, Job job) {
        for (Target target : job.settings().targets()) {
            tx.update(
                    "insert into deliveries (id, job, tenant, version, channel, target, state, attempts, changed_at)"
                            + " values (?, ?, ?, ?, ?, ?, 'READY', 0, ?)",
                    DeliveryId.next(tx.now()).value(),
                    job.id().value(),
                    job.tenant().value(),
                    job.version(),
                    target.channel(),
                    json(target),
                    tx.now());
        }
    }

    static void startOver(Tx tx, Job job) {
        tx.update(
                "update deliveries set state = 'READY', attempts = 0, changed_at = ?," + Columns.CLEARED
                        + " where job = ? and version = ? and state in ('DEAD', 'CANCELLED', 'WAITING')",
                tx.now(),
                job.id().value(),
                job.version());
    }

    /** Open rows are of the present version: a job with open ones cannot be run again. */
    static void cancel(Tx tx, JobId job) {
        tx.update(
                "update deliveries set state = 'CANCELLED', changed_at = ?," + Columns.CLEARED
                        + " where job = ? and state in ('READY', 'RUNNING', 'WAITING')",
                tx.now(),
                job.value());
    }

    /** Brings the job in step with its deliveries. */
    static void follow(Tx tx, JobId id) {
        JobRows.find(tx, id)
                .flatMap(job -> Followed.by(job, list(tx, id, job.version())))
                .ifPresent(followed -> followed.writeTo(tx, id));
    }

    private static Target target(String json) {
        try {
            return SettingsJson.readTarget(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Target target) {
        try {
            return SettingsJson.write(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
