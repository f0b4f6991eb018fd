package io.yuhitsu.contracts;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.job.WaitFor;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The tables that the job store and the delivery store share; whoever holds its monitor has a transaction. */
final class MemoryState {
    /** What is waited for first decides what the job is said to wait for. */
    private static final List<WaitFor> SOONEST = List.of(WaitFor.TIME, WaitFor.PLUGIN, WaitFor.PERSON);

    final Map<JobId, MemoryJob> jobs = new TreeMap<>();
    final Map<DeliveryId, MemoryDelivery> deliveries = new TreeMap<>();
    final Map<TransportKey, MemoryJob> transportKeys = new HashMap<>();
    final Map<Stage, Map<TenantId, Long>> turns = new EnumMap<>(Stage.class);
    private final Clock clock;

    record TransportKey(TenantId tenant, String key) {}

    MemoryState(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    static String newToken() {
        return UUID.randomUUID().toString();
    }

    /** @param holder null when nobody holds it */
    static boolean isEarlierRun(LeaseOwner holder, LeaseOwner now) {
        return holder != null
                && holder.node().equals(now.node())
                && !holder.run().equals(now.run());
    }

    MemoryJob held(Lease lease) throws LeaseLostException {
        MemoryJob job = jobs.get(lease.job());
        if (job == null || !job.holds(lease)) {
            throw new LeaseLostException(lease);
        }
        return job;
    }

    void openDeliveries(MemoryJob job) {
        for (Target target : job.settings.targets()) {
            DeliveryId id = DeliveryId.next(now().toEpochMilli());
            deliveries.put(id, new MemoryDelivery(id, job, target, now()));
        }
    }

    /** The deliveries of the job's present version. */
    List<MemoryDelivery> deliveriesOf(MemoryJob job) {
        return deliveries.values().stream()
                .filter(delivery -> delivery.job == job && delivery.version == job.version)
                .toList();
    }

    /** Brings the job in step with its deliveries. */
    void follow(MemoryJob job) {
        if (job.stage != Stage.DELIVER || job.state == State.CANCELLED) {
            return;
        }
        List<MemoryDelivery> rows = deliveriesOf(job);
        List<MemoryDelivery> open = rows.stream().filter(MemoryDelivery::isOpen).toList();
        if (open.isEmpty()) {
            rows.stream()
                    .filter(row -> row.state == DeliveryState.DEAD)
                    .findFirst()
                    .ifPresentOrElse(
                            dead -> {
                                job.become(Stage.DELIVER, State.DEAD, now());
                                job.reason = dead.reason;
                            },
                            () -> job.become(Stage.DONE, State.DONE, now()));
        } else if (open.stream().allMatch(row -> row.state == DeliveryState.WAITING)) {
            MemoryDelivery first = open.stream()
                    .min(Comparator.comparing((MemoryDelivery row) -> SOONEST.indexOf(row.waitFor))
                            .thenComparing(row -> row.notBefore, Comparator.nullsLast(Comparator.naturalOrder()))
                            .thenComparing(row -> row.id))
                    .orElseThrow();
            job.become(Stage.DELIVER, State.WAITING, now());
            job.waitFor = first.waitFor;
            job.notBefore = first.notBefore;
            job.reason = first.reason;
        } else {
            boolean untouched = rows.stream().allMatch(row -> row.state == DeliveryState.READY);
            State next = untouched ? State.READY : State.RUNNING;
            if (job.state != next) {
                job.become(Stage.DELIVER, next, now());
            }
        }
    }
}
