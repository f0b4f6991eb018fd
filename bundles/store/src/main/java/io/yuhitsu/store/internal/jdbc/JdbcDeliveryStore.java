package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deliveries in the database; each change takes its job along. Locks are taken in the order job, delivery. */
@Component(service = DeliveryStore.class)
public final class JdbcDeliveryStore implements DeliveryStore {
    private static final Texts TEXTS = Texts.beside(JdbcDeliveryStore.class);

    private static final DurableStep CLAIM = DurableStep.named("deliveries.claim");
    private static final DurableStep RENEW = DurableStep.named("deliveries.renew");
    private static final DurableStep DELIVERED = DurableStep.named("deliveries.delivered");
    private static final DurableStep WAIT = DurableStep.named("deliveries.wait");
    private static final DurableStep DIE = DurableStep.named("deliveries.die");
    private static final DurableStep GIVE_BACK = DurableStep.named("deliveries.give-back");
    private static final DurableStep CHANNELS = DurableStep.named("deliveries.channels");
    private static final DurableStep RELEASE_EARLIER_RUNS = DurableStep.named("deliveries.release-earlier-runs");
    private static final DurableStep SWEEP = DurableStep.named("deliveries.sweep");

    private final Database database;

    @Activate
    public JdbcDeliveryStore(@Reference Database database) {
        this.database = database;
    }

    /** A row, and the job that has to be locked first. */
    private record Place(String id, JobId job) {
        static Place read(ResultSet row, StatementContext context) throws SQLException {
            return new Place(row.getString("id"), new JobId(row.getString("job")));
        }
    }

    @Override
    public Optional<DeliveryLease> claim(Set<String> channels, LeaseOwner owner, Duration lease) {
        return database.write(CLAIM, tx -> claim(tx, channels, owner, lease));
    }

    static Optional<DeliveryLease> claim(Tx tx, Set<String> channels, LeaseOwner owner, Duration lease) {
        Optional<Place> oldest = oldest(tx, channels);
        while (oldest.isPresent()) {
            Optional<DeliveryLease> taken = take(tx, oldest.get(), owner, lease);
            if (taken.isPresent()) {
                return taken;
            }
            // Another server took it between the look and the lock; the next look sees that.
            oldest = oldest(tx, channels);
        }
        return Optional.empty();
    }

    /** One short walk along the index per channel; there are few. */
    private static Optional<Place> oldest(Tx tx, Set<String> channels) {
        return channels.stream()
                .flatMap(channel -> tx.select(oldest(tx.engine()), channel).map(Place::read).stream())
                .min(Comparator.comparing(Place::id));
    }

    /** Locks the job and not the delivery: everybody takes locks in that order. */
    static String oldest(Engine engine) {
        return "select d.id, d.job from deliveries d join jobs j on j.id = d.job where d.state = 'READY' and d.channel = ?"
                + " order by " + engine.oldestFirst("d.id") + " fetch first 1 rows only" + engine.claimSuffix();
    }

    private static Optional<DeliveryLease> take(Tx tx, Place place, LeaseOwner owner, Duration lease) {
        JobActs.lock(tx, place.job());
        DeliveryId id = new DeliveryId(place.id());
        if (DeliveryRows.get(tx, id).state() != DeliveryState.READY) {
            return Optional.empty();
        }
        String token = UUID.randomUUID().toString();
        // By the key alone, as a job is taken; the lock on its job keeps the state.
        tx.update(
                "update deliveries set state = 'RUNNING', lease_token = ?, lease_owner = ?, due_at = ?, changed_at = ? where id = ?",
                token,
                Columns.owner(owner),
                tx.after(lease),
                tx.now(),
                place.id());
        DeliveryRows.follow(tx, place.job());
        return Optional.of(new DeliveryLease(DeliveryRows.get(tx, id), token));
    }

    @Override
    public Set<DeliveryLease> renew(Collection<DeliveryLease> leases, Duration lease) {
        return database.write(RENEW, tx -> {
            Set<DeliveryLease> gone = new HashSet<>();
            for (DeliveryLease each : leases) {
                int renewed = tx.update(
                        "update deliveries set due_at = ? where id = ? and state = 'RUNNING' and lease_token = ?",
                        tx.after(lease),
                        each.delivery().id().value(),
                        each.token());
                if (renewed == 0) {
                    gone.add(each);
                }
            }
            return gone;
        });
    }

    @Override
    public void delivered(DeliveryLease lease, String receipt) throws DeliveryLeaseLostException {
        // A null receipt is an empty one: the database types nulls, and nobody could tell the two apart on a screen.
        held(
                DELIVERED,
                lease,
                "state = 'DELIVERED', receipt = ?," + Columns.CLEARED,
                Columns.fit(receipt == null ? "" : receipt, 2000));
    }

    @Override
    public void wait(DeliveryLease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws DeliveryLeaseLostException {
        JdbcJobStore.checkTime(waitFor, notBefore);
        held(
                WAIT,
                lease,
                "state = 'WAITING', lease_token = null, lease_owner = null, wait_for = ?, reason_code = ?, reason_ja = ?,"
                        + " reason_en = ?, attempts = attempts + ?, " + JobSteps.until(waitFor, notBefore),
                waitFor.name(),
                Columns.code(reason),
                Columns.ja(reason),
                Columns.en(reason),
                attempt ? 1 : 0);
    }

    @Override
    public void die(DeliveryLease lease, Message reason) throws DeliveryLeaseLostException {
        held(
                DIE,
                lease,
                "state = 'DEAD', lease_token = null, lease_owner = null, due_at = " + Columns.NEVER
                        + ", reason_code = ?, reason_ja = ?, reason_en = ?",
                Columns.code(reason),
                Columns.ja(reason),
                Columns.en(reason));
    }

    @Override
    public void giveBack(DeliveryLease lease) throws DeliveryLeaseLostException {
        held(GIVE_BACK, lease, "state = 'READY'," + Columns.CLEARED);
    }

    /** Changes the row when the lease still holds, and lets the job follow. */
    private void held(DurableStep step, DeliveryLease lease, String changes, Object... values)
            throws DeliveryLeaseLostException {
        Delivery delivery = lease.delivery();
        database.<DeliveryLeaseLostException>change(step, tx -> {
            JobActs.lock(tx, delivery.job());
            List<Object> all = new ArrayList<>(List.of(values));
            all.add(tx.now());
            all.add(delivery.id().value());
            all.add(lease.token());
            int changed = tx.update(
                    "update deliveries set " + changes
                            + ", changed_at = ? where id = ? and state = 'RUNNING' and lease_token = ?",
                    all.toArray());
            if (changed == 0) {
                throw new DeliveryLeaseLostException(lease);
            }
            DeliveryRows.follow(tx, delivery.job());
        });
    }

    @Override
    public void channels(Set<String> present) {
        Message absent = TEXTS.message("delivery-channel-absent");
        database.change(CHANNELS, tx -> {
            for (String channel : channels(tx, "state = 'READY'")) {
                if (!present.contains(channel)) {
                    places(tx, "state = 'READY' and channel = ?", channel)
                            .forEach(place -> change(
                                    tx,
                                    place,
                                    "READY",
                                    "state = 'WAITING', wait_for = 'PLUGIN', reason_code = ?, reason_ja = ?, reason_en = ?",
                                    absent.code(),
                                    absent.ja(),
                                    absent.en()));
                }
            }
            for (String channel : channels(tx, "state = 'WAITING' and wait_for = 'PLUGIN'")) {
                if (present.contains(channel)) {
                    places(tx, "state = 'WAITING' and wait_for = 'PLUGIN' and channel = ?", channel)
                            .forEach(place -> change(tx, place, "WAITING", "state = 'READY'," + Columns.CLEARED));
                }
            }
        });
    }

    private static List<String> channels(Tx tx, String which) {
        return tx.select("select distinct channel from deliveries where " + which)
                .mapTo(String.class)
                .list();
    }

    @Override
    public boolean releaseEarlierRuns(LeaseOwner owner) {
        return database.write(RELEASE_EARLIER_RUNS, tx -> {
            List<Place> left = places(tx, Columns.OF_EARLIER_RUNS, Columns.node(owner), Columns.thisRun(owner));
            left.forEach(place -> change(tx, place, "RUNNING", "state = 'READY'," + Columns.CLEARED));
            return !left.isEmpty();
        });
    }

    @Override
    public Optional<Instant> sweep() {
        return database.write(SWEEP, tx -> {
            for (Place place : places(tx, "due_at <= ?", tx.now())) {
                JobActs.lock(tx, place.job());
                // Renewed or ended since it was read: no longer due.
                int ready = tx.update(
                        "update deliveries set state = 'READY', changed_at = ?," + Columns.CLEARED
                                + " where id = ? and due_at <= ?",
                        tx.now(),
                        place.id(),
                        tx.now());
                if (ready == 1) {
                    DeliveryRows.follow(tx, place.job());
                }
            }
            return Columns.nextDue(tx, "deliveries");
        });
    }

    @Override
    public List<Delivery> list(JobId job, int version) {
        return database.read(tx -> DeliveryRows.list(tx, job, version));
    }

    @Override
    public Census census(Instant since) {
        return database.read(tx -> DeliveryRows.census(tx, since));
    }

    private static List<Place> places(Tx tx, String which, Object... values) {
        return tx.select("select id, job from deliveries where " + which, values)
                .map(Place::read)
                .list();
    }

    private static void change(Tx tx, Place place, String from, String changes, Object... values) {
        JobActs.lock(tx, place.job());
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(tx.now());
        all.add(place.id());
        all.add(from);
        if (tx.update("update deliveries set " + changes + ", changed_at = ? where id = ? and state = ?", all.toArray())
                == 1) {
            DeliveryRows.follow(tx, place.job());
        }
    }
}
