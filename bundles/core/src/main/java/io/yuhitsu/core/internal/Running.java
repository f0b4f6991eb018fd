package io.yuhitsu.core.internal;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/** What this process works on now, so that a job can be stopped at once and its remaining time estimated. */
@Component(service = Running.class)
public final class Running {
    private record Group<L>(
            Leases<L> leases, Function<L, JobId> job, Function<L, Stage> stage, Consumer<Duration> renewal) {
        void trip(JobId id) {
            leases.trip(lease -> job.apply(lease).equals(id));
        }

        Optional<Long> since(JobId id) {
            return leases.any(lease -> job.apply(lease).equals(id)).map(Leases.Held::sinceNanos);
        }

        long count(Stage in) {
            return leases.count(lease -> stage.apply(lease) == in);
        }
    }

    private final List<Group<?>> groups = new CopyOnWriteArrayList<>();

    /** @param renewal renews all of these leases for that long */
    <L> void add(Leases<L> leases, Function<L, JobId> job, Function<L, Stage> stage, Consumer<Duration> renewal) {
        groups.add(new Group<>(leases, job, stage, renewal));
    }

    /** Renews all leases of this process now. */
    void renew(Duration lease) {
        groups.forEach(g -> g.renewal().accept(lease));
    }

    @SuppressWarnings("ReferenceEquality") // the very same leases
    void remove(Leases<?> leases) {
        groups.removeIf(g -> g.leases() == leases);
    }

    /** Trips the tokens of all work on that job. */
    void stop(JobId job) {
        groups.forEach(g -> g.trip(job));
    }

    /** How much is worked on in that stage. */
    long count(Stage stage) {
        return groups.stream().mapToLong(g -> g.count(stage)).sum();
    }

    /** How long it is being worked on; nothing when that is not here. */
    Optional<Duration> elapsed(JobId job) {
        return groups.stream()
                .flatMap(g -> g.since(job).stream())
                .map(since -> Duration.ofNanos(System.nanoTime() - since))
                .findFirst();
    }
}
