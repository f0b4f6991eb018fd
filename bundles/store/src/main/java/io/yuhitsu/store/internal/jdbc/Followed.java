package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.WaitFor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a job in DELIVER because of its deliveries.
 *
 * @param because the delivery whose waiting or death is the job's own; null for none
 */
record Followed(Stage stage, State state, Delivery because) {
    /** What is waited for first decides what the job is said to wait for. */
    private static final List<WaitFor> SOONEST = List.of(WaitFor.TIME, WaitFor.PLUGIN, WaitFor.PERSON);

    /** Nothing when the job stays as it is. */
    static Optional<Followed> by(Job job, List<Delivery> deliveries) {
        if (job.stage() != Stage.DELIVER || job.state() == State.CANCELLED) {
            return Optional.empty();
        }
        List<Delivery> open = deliveries.stream().filter(Followed::isOpen).toList();
        if (open.isEmpty()) {
            return Optional.of(deliveries.stream()
                    .filter(delivery -> delivery.state() == DeliveryState.DEAD)
                    .min(Comparator.comparing(Delivery::id))
                    .map(dead -> new Followed(Stage.DELIVER, State.DEAD, dead))
                    .orElseGet(() -> new Followed(Stage.DONE, State.DONE, null)));
        }
        if (open.stream().allMatch(delivery -> delivery.state() == DeliveryState.WAITING)) {
            return open.stream()
                    .min(Comparator.comparing((Delivery delivery) -> SOONEST.indexOf(delivery.waitFor()))
                            .thenComparing(Delivery::notBefore, Comparator.nullsLast(Comparator.naturalOrder()))
                            .thenComparing(Delivery::id))
                    .map(first -> new Followed(Stage.DELIVER, State.WAITING, first));
        }
        boolean untouched = deliveries.stream().allMatch(delivery -> delivery.state() == DeliveryState.READY);
        State next = untouched ? State.READY : State.RUNNING;
        return next == job.state() ? Optional.empty() : Optional.of(new Followed(Stage.DELIVER, next, null));
    }

    private static boolean isOpen(Delivery delivery) {
        return switch (delivery.state()) {
            case READY, RUNNING, WAITING -> true;
            case DELIVERED, DEAD, CANCELLED -> false;
        };
    }

    void writeTo(Tx tx, JobId id) {
        tx.update(
                "update jobs set stage = ?, state = ?, changed_at = ?," + Columns.CLEARED + " where id = ?",
                stage.name(),
                state.name(),
                tx.now(),
                id.value());
        if (stage == Stage.DONE) {
            tx.update("update jobs set attempts = 0, progress = 1 where id = ?", id.value());
        }
        if (because != null) {
            tx.update(
                    "update jobs set reason_code = ?, reason_ja = ?, reason_en = ? where id = ?",
                    because.reason().code(),
                    because.reason().ja(),
                    because.reason().en(),
                    id.value());
        }
        if (state == State.WAITING) {
            tx.update(
                    "update jobs set wait_for = ? where id = ?",
                    because.waitFor().name(),
                    id.value());
        }
        if (state == State.WAITING && because.notBefore() != null) {
            tx.update(
                    "update jobs set not_before = ? where id = ?",
                    because.notBefore().toEpochMilli(),
                    id.value());
        }
    }
}
