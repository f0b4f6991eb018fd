package io.yuhitsu.contracts;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryLease;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The deliveries of a {@link MemoryJobStore}. */
final class MemoryDeliveryStore implements DeliveryStore {
    private static final Message ABSENT = new Message(
            "delivery-channel-absent",
            "配信先の種類に対応する機能が入っていません。入り次第、自動で配信します。",
            "The channel of this delivery is not installed. It goes out as soon as the channel is there.");

    private final MemoryState state;

    MemoryDeliveryStore(MemoryState state) {
        this.state = state;
    }

    @Override
    public Optional<DeliveryLease> claim(Set<String> channels, LeaseOwner owner, Duration lease) {
        synchronized (state) {
            return rows(DeliveryState.READY)
                    .filter(row -> channels.contains(row.target.channel()))
                    .findFirst()
                    .map(row -> {
                        row.become(DeliveryState.RUNNING, state.now());
                        row.token = MemoryState.newToken();
                        row.owner = owner;
                        row.leaseUntil = state.now().plus(lease);
                        state.follow(row.job);
                        return new DeliveryLease(row.view(), row.token);
                    });
        }
    }

    @Override
    public Set<DeliveryLease> renew(Collection<DeliveryLease> leases, Duration lease) {
        synchronized (state) {
            Set<DeliveryLease> gone = new HashSet<>();
            for (DeliveryLease each : leases) {
                MemoryDelivery row = state.deliveries.get(each.delivery().id());
                if (row != null && row.holds(each)) {
                    row.leaseUntil = state.now().plus(lease);
                } else {
                    gone.add(each);
                }
            }
            return gone;
        }
    }

    @Override
    public void delivered(DeliveryLease lease, String receipt) throws DeliveryLeaseLostException {
        synchronized (state) {
            MemoryDelivery row = held(lease);
            row.become(DeliveryState.DELIVERED, state.now());
            row.receipt = receipt;
            state.follow(row.job);
        }
    }

    @Override
    public void wait(DeliveryLease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws DeliveryLeaseLostException {
        MemoryJobStore.checkTime(waitFor, notBefore);
        synchronized (state) {
            MemoryDelivery row = held(lease);
            row.become(DeliveryState.WAITING, state.now());
            row.waitFor = waitFor;
            row.notBefore = waitFor == WaitFor.TIME ? notBefore : null;
            row.reason = reason;
            row.attempts += attempt ? 1 : 0;
            state.follow(row.job);
        }
    }

    @Override
    public void die(DeliveryLease lease, Message reason) throws DeliveryLeaseLostException {
        synchronized (state) {
            MemoryDelivery row = held(lease);
            row.become(DeliveryState.DEAD, state.now());
            row.reason = reason;
            state.follow(row.job);
        }
    }

    @Override
    public void giveBack(DeliveryLease lease) throws DeliveryLeaseLostException {
        synchronized (state) {
            ready(held(lease));
        }
    }

    @Override
    public void channels(Set<String> present) {
        synchronized (state) {
            for (MemoryDelivery row : state.deliveries.values()) {
                boolean there = present.contains(row.target.channel());
                if (row.state == DeliveryState.READY && !there) {
                    row.become(DeliveryState.WAITING, state.now());
                    row.waitFor = WaitFor.PLUGIN;
                    row.reason = ABSENT;
                    state.follow(row.job);
                } else if (row.state == DeliveryState.WAITING && row.waitFor == WaitFor.PLUGIN && there) {
                    ready(row);
                }
            }
        }
    }

    @Override
    public boolean releaseEarlierRuns(LeaseOwner owner) {
        synchronized (state) {
            List<MemoryDelivery> left = state.deliveries.values().stream()
                    .filter(row -> MemoryState.isEarlierRun(row.owner, owner))
                    .toList();
            left.forEach(this::ready);
            return !left.isEmpty();
        }
    }

    @Override
    public Optional<Instant> sweep() {
        synchronized (state) {
            Instant now = state.now();
            Stream.concat(
                            rows(DeliveryState.RUNNING).filter(row -> !row.leaseUntil.isAfter(now)),
                            rows(DeliveryState.WAITING)
                                    .filter(row -> row.waitFor == WaitFor.TIME && !row.notBefore.isAfter(now)))
                    .toList()
                    .forEach(this::ready);
            return Stream.concat(
                            rows(DeliveryState.RUNNING).map(row -> row.leaseUntil),
                            rows(DeliveryState.WAITING)
                                    .filter(row -> row.waitFor == WaitFor.TIME)
                                    .map(row -> row.notBefore))
                    .min(Comparator.naturalOrder());
        }
    }

    @Override
    public List<Delivery> list(JobId job, int version) {
        synchronized (state) {
            return state.deliveries.values().stream()
                    .filter(row -> row.job.id().equals(job) && row.version == version)
                    .map(MemoryDelivery::view)
                    .sorted(Comparator.comparing(delivery -> delivery.target().name()))
                    .toList();
        }
    }

    @Override
    public Census census(Instant since) {
        synchronized (state) {
            Map<String, Integer> died = new HashMap<>();
            rows(DeliveryState.DEAD)
                    .filter(row -> !row.changedAt.isBefore(since))
                    .forEach(row -> died.merge(row.target.channel(), 1, Integer::sum));
            Instant openSince = state.deliveries.values().stream()
                    .filter(MemoryDelivery::isOpen)
                    .map(row -> row.id.madeAt())
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            return new Census(openSince, died);
        }
    }

    private void ready(MemoryDelivery row) {
        row.become(DeliveryState.READY, state.now());
        state.follow(row.job);
    }

    private Stream<MemoryDelivery> rows(DeliveryState in) {
        return state.deliveries.values().stream().filter(row -> row.state == in);
    }

    private MemoryDelivery held(DeliveryLease lease) throws DeliveryLeaseLostException {
        MemoryDelivery row = state.deliveries.get(lease.delivery().id());
        if (row == null || !row.holds(lease)) {
            throw new DeliveryLeaseLostException(lease);
        }
        return row;
    }
}
