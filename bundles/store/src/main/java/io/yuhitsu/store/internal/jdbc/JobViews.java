package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.JobStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Jobs as people look at them. */
final class JobViews {
    /** PostgreSQL hands over all rows at once unless it is told how many. */
    private static final int FETCH = 1000;

    private JobViews() {}

    static Optional<Job> find(Tx tx, JobId id) {
        return JobRows.find(tx, id).map(job -> JobRows.ranked(job, new Ranks(tx).of(job)));
    }

    /** One short walk along the index per state, so that a few dead among many done are found at once. */
    static List<Job> list(Tx tx, JobQuery query) {
        Set<State> states = query.states().isEmpty() ? EnumSet.allOf(State.class) : query.states();
        List<Job> found = new ArrayList<>();
        for (State state : states) {
            found.addAll(inState(tx, query, state));
        }
        found.sort(Comparator.comparing(Job::id));
        List<Job> newest = found.subList(Math.max(0, found.size() - query.limit()), found.size());
        Ranks ranks = new Ranks(tx);
        List<Job> ranked = new ArrayList<>();
        for (Job job : newest) {
            ranked.add(0, JobRows.ranked(job, ranks.ofNext(job)));
        }
        return ranked;
    }

    private static List<Job> inState(Tx tx, JobQuery query, State state) {
        String all = "select " + JobRows.COLUMNS + " from jobs where tenant = ? and state = ?";
        String order = " order by id desc fetch first " + query.limit() + " rows only";
        String tenant = query.tenant().value();
        return (query.before() == null
                        ? tx.select(all + order, tenant, state.name())
                        : tx.select(
                                all + " and id < ?" + order,
                                tenant,
                                state.name(),
                                query.before().value()))
                .map(JobRows::read)
                .list();
    }

    static Map<Stage, Map<State, Integer>> counts(Tx tx) {
        Map<Stage, Map<State, Integer>> counts = new EnumMap<>(Stage.class);
        tx.select("select stage, state, count(*) as jobs from jobs group by stage, state")
                .map((row, context) -> counts.computeIfAbsent(
                                Stage.valueOf(row.getString("stage")), stage -> new EnumMap<>(State.class))
                        .put(State.valueOf(row.getString("state")), row.getInt("jobs")))
                .list();
        return counts;
    }

    /** One pass over the table. */
    static JobStore.Census census(Tx tx, Instant since) {
        Map<Stage, Map<State, Integer>> counts = new EnumMap<>(Stage.class);
        Map<Stage, Instant> queuedSince = new EnumMap<>(Stage.class);
        AtomicInteger died = new AtomicInteger();
        tx.select(
                        "select stage, state, wait_for, count(*) as jobs, min(changed_at) as oldest,"
                                + " sum(case when changed_at >= ? then 1 else 0 end) as lately"
                                + " from jobs group by stage, state, wait_for",
                        Columns.millis(since))
                .map((row, context) -> {
                    Stage stage = Stage.valueOf(row.getString("stage"));
                    State state = State.valueOf(row.getString("state"));
                    counts.computeIfAbsent(stage, s -> new EnumMap<>(State.class))
                            .merge(state, row.getInt("jobs"), Integer::sum);
                    if (state == State.READY || Columns.waitFor(row) == WaitFor.TIME) {
                        queuedSince.merge(
                                stage, Instant.ofEpochMilli(row.getLong("oldest")), (a, b) -> a.isBefore(b) ? a : b);
                    }
                    return state == State.DEAD ? died.addAndGet(row.getInt("lately")) : 0;
                })
                .list();
        return new JobStore.Census(counts, queuedSince, died.get());
    }

    static List<Artifact> artifacts(Tx tx, JobId id, int version) {
        record Placed(Stage stage, int place, Artifact artifact) {}
        return tx
                .select(
                        "select stage, place, kind, name, media_type, blob, sha256, bytes from artifacts where job = ? and version = ?",
                        id.value(),
                        version)
                .map((row, context) -> new Placed(
                        Stage.valueOf(row.getString("stage")),
                        row.getInt("place"),
                        new Artifact(
                                ArtifactKind.valueOf(row.getString("kind")),
                                row.getString("name"),
                                row.getString("media_type"),
                                new BlobRef(row.getString("blob")),
                                new Sha256(row.getString("sha256")),
                                row.getLong("bytes"))))
                .stream()
                .sorted(Comparator.comparing(Placed::stage).thenComparing(Placed::place))
                .map(Placed::artifact)
                .toList();
    }

    static List<Segment> segments(Tx tx, JobId id, int version, String plan) {
        return tx.select(
                        "select segment_index, start_ms, end_ms, blob from segments where job = ? and version = ? and plan = ?"
                                + " order by segment_index",
                        id.value(),
                        version,
                        plan)
                .map((row, context) -> new Segment(
                        plan,
                        row.getInt("segment_index"),
                        row.getLong("start_ms"),
                        row.getLong("end_ms"),
                        new BlobRef(row.getString("blob"))))
                .list();
    }

    static void referencedBlobs(Tx tx, Consumer<BlobRef> each) {
        for (String column : List.of(
                "recording_blob from jobs", "facts_blob from jobs", "blob from artifacts", "blob from segments")) {
            tx.select("select " + column)
                    .setFetchSize(FETCH)
                    .mapTo(String.class)
                    .forEach(blob -> each.accept(new BlobRef(blob)));
        }
    }
}
