package io.yuhitsu.contracts;

import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In which order the READY jobs of a stage are claimed: tenants take turns, each with its oldest job. */
final class MemoryQueue {
    private final MemoryState state;

    MemoryQueue(MemoryState state) {
        this.state = state;
    }

    /** The next job, if any; its tenant goes to the end of the line. */
    Optional<MemoryJob> take(Stage stage) {
        Map<TenantId, List<MemoryJob>> ready = ready(stage);
        return ready.keySet().stream().min(turnOrder(stage)).map(tenant -> {
            Map<TenantId, Long> turns = state.turns.computeIfAbsent(stage, s -> new TreeMap<>(byName()));
            turns.put(tenant, turns.values().stream().mapToLong(t -> t).max().orElse(0) + 1);
            return ready.get(tenant).get(0);
        });
    }

    /** How many are taken before that one when nothing else comes. */
    int rank(MemoryJob job) {
        if (job.state != State.READY || job.stage == Stage.DELIVER) {
            return 0;
        }
        TenantId own = job.made.tenant();
        Map<TenantId, List<MemoryJob>> ready = ready(job.stage);
        int before = ready.get(own).indexOf(job);
        int rank = before;
        for (Map.Entry<TenantId, List<MemoryJob>> other : ready.entrySet()) {
            int order = turnOrder(job.stage).compare(other.getKey(), own);
            if (order != 0) {
                rank += Math.min(other.getValue().size(), order < 0 ? before + 1 : before);
            }
        }
        return rank;
    }

    private Map<TenantId, List<MemoryJob>> ready(Stage stage) {
        return state.jobs.values().stream()
                .filter(job -> job.stage == stage && job.state == State.READY)
                .collect(Collectors.groupingBy(job -> job.made.tenant()));
    }

    private Comparator<TenantId> turnOrder(Stage stage) {
        Map<TenantId, Long> turns = state.turns.getOrDefault(stage, Map.of());
        return Comparator.comparingLong((TenantId tenant) -> turns.getOrDefault(tenant, 0L))
                .thenComparing(byName());
    }

    private static Comparator<TenantId> byName() {
        return Comparator.comparing(TenantId::value);
    }
}
