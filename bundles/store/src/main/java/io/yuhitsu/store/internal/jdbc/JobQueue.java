package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.spi.JobStore.Claim;
import io.yuhitsu.api.spi.JobStore.Sweep;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Leases on jobs: taken, renewed, run out. */
final class JobQueue {
    private JobQueue() {}

    /** Reads one entry of the queue's index per tenant, however many jobs wait. */
    static String tenants(Engine engine) {
        return "select t.tenant from turns t where t.stage = ? and exists"
                + " (select 1 from jobs j where j.stage = t.stage and j.state = 'READY' and j.tenant = t.tenant"
                + engine.anyOfMany("j.id") + ") order by t.turn, t.tenant";
    }

    static String oldest(Engine engine) {
        return "select j.id from jobs j where j.stage = ? and j.state = 'READY' and j.tenant = ? order by "
                + engine.oldestFirst("j.id") + " fetch first 1 rows only" + engine.claimSuffix();
    }

    static Optional<Claim> claim(Tx tx, Stage stage, LeaseOwner owner, Duration lease) {
        for (String tenant : tx.select(tenants(tx.engine()), stage.name())
                .mapTo(String.class)
                .list()) {
            Optional<String> oldest = tx.select(oldest(tx.engine()), stage.name(), tenant)
                    .mapTo(String.class)
                    .findOne();
            if (oldest.isPresent()) {
                String token = UUID.randomUUID().toString();
                // By the key alone: with the stage, a planner without statistics takes the queue's index and reads all
                // that wait.
                int taken = tx.update(
                        "update jobs set state = 'RUNNING', lease_token = ?, lease_owner = ?, due_at = ?, changed_at = ?"
                                + " where id = ? and state = 'READY'",
                        token,
                        Columns.owner(owner),
                        tx.after(lease),
                        tx.now(),
                        oldest.get());
                if (taken == 1) {
                    toTheEnd(tx, stage, tenant);
                    Job job = JobRows.find(tx, new JobId(oldest.get())).orElseThrow();
                    return Optional.of(new Claim(new Lease(job.id(), job.tenant(), job.version(), stage, token), job));
                }
            }
        }
        return Optional.empty();
    }

    private static void toTheEnd(Tx tx, Stage stage, String tenant) {
        long last = tx.select("select max(turn) from turns where stage = ?", stage.name())
                .mapTo(long.class)
                .one();
        tx.update("update turns set turn = ? where stage = ? and tenant = ?", last + 1, stage.name(), tenant);
    }

    static Set<Lease> renew(Tx tx, Collection<Lease> leases, Duration lease) {
        Set<Lease> gone = new HashSet<>();
        for (Lease each : leases) {
            int renewed = tx.update(
                    "update jobs set due_at = ? where id = ? and state = 'RUNNING' and lease_token = ?",
                    tx.after(lease),
                    each.job().value(),
                    each.token());
            if (renewed == 0) {
                gone.add(each);
            }
        }
        return gone;
    }

    static Sweep sweep(Tx tx) {
        Set<Stage> ready = ready(tx, "due_at <= ?", tx.now());
        return new Sweep(ready, Columns.nextDue(tx, "jobs").orElse(null));
    }

    static Set<Stage> releaseEarlierRuns(Tx tx, LeaseOwner owner) {
        return ready(tx, Columns.OF_EARLIER_RUNS, Columns.node(owner), Columns.thisRun(owner));
    }

    static Set<Stage> wakePlugins(Tx tx) {
        return ready(tx, "state = 'WAITING' and wait_for = 'PLUGIN' and stage <> 'DELIVER'");
    }

    /** Jobs in DELIVER are never due: their deliveries are. */
    private static Set<Stage> ready(Tx tx, String which, Object... values) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        tx.select("select distinct stage from jobs where " + which, values)
                .mapTo(String.class)
                .forEach(stage -> stages.add(Stage.valueOf(stage)));
        if (!stages.isEmpty()) {
            Object[] all = new Object[values.length + 1];
            all[0] = tx.now();
            System.arraycopy(values, 0, all, 1, values.length);
            tx.update("update jobs set state = 'READY', changed_at = ?," + Columns.CLEARED + " where " + which, all);
        }
        return stages;
    }
}
