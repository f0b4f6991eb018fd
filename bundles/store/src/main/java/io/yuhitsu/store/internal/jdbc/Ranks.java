package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many READY jobs are claimed before one: tenants take turns, each with its oldest job. */
final class Ranks {
    private final Tx tx;
    private final Map<Stage, List<Line>> lines = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> before = new EnumMap<>(Stage.class);

    /** A tenant with READY jobs; the lines of a stage are in the order of their turns. */
    private record Line(String tenant, int ready) {}

    Ranks(Tx tx) {
        this.tx = tx;
    }

    int of(Job job) {
        return isQueued(job) ? rank(job, olderOfItsTenant(job)) : 0;
    }

    /** For jobs of one tenant from the oldest to the newest with no READY job left out: counts the older ones once. */
    int ofNext(Job job) {
        return isQueued(job)
                ? rank(job, before.merge(job.stage(), olderOnce(job), (counted, ignored) -> counted + 1))
                : 0;
    }

    private int olderOnce(Job job) {
        return before.containsKey(job.stage()) ? 0 : olderOfItsTenant(job);
    }

    private static boolean isQueued(Job job) {
        return job.state() == State.READY && job.stage() != Stage.DELIVER;
    }

    private int olderOfItsTenant(Job job) {
        return tx.select(
                        "select count(*) from jobs where stage = ? and state = 'READY' and tenant = ? and id < ?",
                        job.stage().name(),
                        job.tenant().value(),
                        job.id().value())
                .mapTo(int.class)
                .one();
    }

    private int rank(Job job, int older) {
        int rank = older;
        boolean ahead = true;
        for (Line line : lines.computeIfAbsent(job.stage(), this::linesOf)) {
            if (line.tenant().equals(job.tenant().value())) {
                ahead = false;
            } else {
                rank += Math.min(line.ready(), ahead ? older + 1 : older);
            }
        }
        return rank;
    }

    private List<Line> linesOf(Stage stage) {
        return tx.select(
                        "select t.tenant, t.turn, count(*) as ready from turns t join jobs j on j.tenant = t.tenant and j.stage = t.stage"
                                + " where t.stage = ? and j.state = 'READY' group by t.tenant, t.turn order by t.turn, t.tenant",
                        stage.name())
                .map((row, context) -> new Line(row.getString("tenant"), row.getInt("ready")))
                .list();
    }
}
