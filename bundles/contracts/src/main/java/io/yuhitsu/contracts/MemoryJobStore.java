package io.yuhitsu.contracts;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Jobs in memory, together with their deliveries. */
public final class MemoryJobStore implements JobStore {
    private static final Message AGAIN = new Message(
            "recording-again",
            "同じ録音がもう一度届きました。新しいジョブは作らず、このジョブを続けます。",
            "The same recording came again. No new job was made; this one goes on.");
    private static final Message REVIVED = new Message(
            "recording-again-revived",
            "同じ録音がもう一度届きました。止まっていたこのジョブを再開します。",
            "The same recording came again. This job had stopped and is tried again.");

    private final MemoryState state;
    private final MemoryQueue queue;
    private final MemoryDeliveryStore deliveries;

    public MemoryJobStore(Clock clock) {
        state = new MemoryState(clock);
        queue = new MemoryQueue(state);
        deliveries = new MemoryDeliveryStore(state);
    }

    /** The deliveries of these jobs; the two stores keep each other in step. */
    public DeliveryStore deliveries() {
        return deliveries;
    }

    static void checkTime(WaitFor waitFor, Instant notBefore) {
        if (waitFor == WaitFor.TIME && notBefore == null) {
            throw new IllegalArgumentException("waiting for TIME needs a time");
        }
    }

    @Override
    public Submission submit(NewJob made) {
        synchronized (state) {
            Optional<MemoryJob> known = known(made);
            MemoryJob job = known.orElseGet(() -> new MemoryJob(made, state.now()));
            if (made.transportKey() != null) {
                state.transportKeys.putIfAbsent(new MemoryState.TransportKey(made.tenant(), made.transportKey()), job);
            }
            if (known.isEmpty()) {
                state.jobs.put(made.id(), job);
                return new Submission.Created(made.id());
            }
            boolean revive = job.state == State.DEAD || job.state == State.CANCELLED;
            log(job.id(), job.stage, revive ? REVIVED : AGAIN);
            if (revive) {
                startOver(job);
                return new Submission.Revived(job.id());
            }
            return new Submission.Known(job.id());
        }
    }

    private Optional<MemoryJob> known(NewJob made) {
        MemoryJob same = state.transportKeys.get(new MemoryState.TransportKey(made.tenant(), made.transportKey()));
        return same != null
                ? Optional.of(same)
                : state.jobs.values().stream()
                        .filter(job -> job.made.tenant().equals(made.tenant())
                                && job.made.profile().equals(made.profile())
                                && job.made
                                        .recording()
                                        .sha256()
                                        .equals(made.recording().sha256()))
                        .findFirst();
    }

    @Override
    public Optional<Claim> claim(Stage stage, LeaseOwner owner, Duration lease) {
        if (stage == Stage.DELIVER) {
            return Optional.empty();
        }
        synchronized (state) {
            return queue.take(stage).map(job -> {
                job.become(stage, State.RUNNING, state.now());
                job.token = MemoryState.newToken();
                job.owner = owner;
                job.leaseUntil = state.now().plus(lease);
                return new Claim(new Lease(job.id(), job.made.tenant(), job.version, stage, job.token), job.view(0));
            });
        }
    }

    @Override
    public Set<Lease> renew(Collection<Lease> leases, Duration lease) {
        synchronized (state) {
            Set<Lease> gone = new HashSet<>();
            for (Lease each : leases) {
                MemoryJob job = state.jobs.get(each.job());
                if (job != null && job.holds(each)) {
                    job.leaseUntil = state.now().plus(lease);
                } else {
                    gone.add(each);
                }
            }
            return gone;
        }
    }

    @Override
    public void store(Lease lease, StepResult result) throws LeaseLostException {
        synchronized (state) {
            MemoryJob job = state.held(lease);
            job.artifacts(job.version).put(job.stage, result.artifacts());
            job.resultStored = true;
            job.childDeaths = 0;
        }
    }

    @Override
    public boolean isStored(Lease lease) {
        synchronized (state) {
            MemoryJob job = state.jobs.get(lease.job());
            return job != null
                    && job.version == lease.version()
                    && (job.stage.compareTo(lease.stage()) > 0 || (job.stage == lease.stage() && job.resultStored));
        }
    }

    @Override
    public Job advance(Lease lease, Stage next) throws LeaseLostException {
        if (next.compareTo(lease.stage()) <= 0) {
            throw new IllegalArgumentException("from " + lease.stage() + " to " + next);
        }
        synchronized (state) {
            MemoryJob job = state.held(lease);
            if (!job.resultStored) {
                throw new IllegalStateException("job " + job.id() + ": no result of " + job.stage + " is stored");
            }
            if (lease.stage() == Stage.TRANSCRIBE) {
                job.segments.clear();
            }
            boolean done = next == Stage.DONE
                    || (next == Stage.DELIVER && job.settings.targets().isEmpty());
            job.become(done ? Stage.DONE : next, done ? State.DONE : State.READY, state.now());
            if (job.stage == Stage.DELIVER) {
                state.openDeliveries(job);
            }
            return job.view(queue.rank(job));
        }
    }

    @Override
    public void wait(Lease lease, WaitFor waitFor, Instant notBefore, Message reason, boolean attempt)
            throws LeaseLostException {
        checkTime(waitFor, notBefore);
        synchronized (state) {
            MemoryJob job = state.held(lease);
            job.become(job.stage, State.WAITING, state.now());
            job.waitFor = waitFor;
            job.notBefore = waitFor == WaitFor.TIME ? notBefore : null;
            job.reason = reason;
            job.attempts += attempt ? 1 : 0;
            job.dropResult();
        }
    }

    @Override
    public void die(Lease lease, Message reason) throws LeaseLostException {
        synchronized (state) {
            MemoryJob job = state.held(lease);
            job.become(job.stage, State.DEAD, state.now());
            job.reason = reason;
        }
    }

    @Override
    public void giveBack(Lease lease) throws LeaseLostException {
        synchronized (state) {
            MemoryJob job = state.held(lease);
            job.become(job.stage, State.READY, state.now());
        }
    }

    @Override
    public void progress(Lease lease, double progress) throws LeaseLostException {
        synchronized (state) {
            state.held(lease).progress = progress;
        }
    }

    @Override
    public int childDied(Lease lease) throws LeaseLostException {
        synchronized (state) {
            return ++state.held(lease).childDeaths;
        }
    }

    @Override
    public void putSegment(Lease lease, Segment segment) throws LeaseLostException {
        synchronized (state) {
            MemoryJob job = state.held(lease);
            job.segments
                    .computeIfAbsent(job.version, v -> new TreeMap<>())
                    .computeIfAbsent(segment.plan(), p -> new TreeMap<>())
                    .put(segment.index(), segment);
            job.childDeaths = 0;
        }
    }

    @Override
    public List<Segment> segments(JobId id, int version, String plan) {
        synchronized (state) {
            return Optional.ofNullable(state.jobs.get(id))
                    .map(job -> job.segments.get(version))
                    .map(plans -> plans.get(plan))
                    .map(segments -> List.copyOf(segments.values()))
                    .orElse(List.of());
        }
    }

    @Override
    public Sweep sweep() {
        synchronized (state) {
            Instant now = state.now();
            Set<Stage> ready = EnumSet.noneOf(Stage.class);
            Instant nextAt = null;
            for (MemoryJob job : state.jobs.values()) {
                Instant at = dueAt(job);
                if (at != null && !at.isAfter(now)) {
                    job.become(job.stage, State.READY, now);
                    ready.add(job.stage);
                } else if (at != null && (nextAt == null || at.isBefore(nextAt))) {
                    nextAt = at;
                }
            }
            return new Sweep(ready, nextAt);
        }
    }

    /** When the sweep has to look at that job again; a job in DELIVER follows its deliveries instead. */
    private static Instant dueAt(MemoryJob job) {
        if (job.stage == Stage.DELIVER) {
            return null;
        }
        return switch (job.state) {
            case RUNNING -> job.leaseUntil;
            case WAITING -> job.notBefore;
            case READY, DONE, DEAD, CANCELLED -> null;
        };
    }

    @Override
    public Set<Stage> releaseEarlierRuns(LeaseOwner owner) {
        synchronized (state) {
            Set<Stage> ready = EnumSet.noneOf(Stage.class);
            for (MemoryJob job : state.jobs.values()) {
                if (MemoryState.isEarlierRun(job.owner, owner)) {
                    job.become(job.stage, State.READY, state.now());
                    ready.add(job.stage);
                }
            }
            return ready;
        }
    }

    @Override
    public Set<Stage> wakePlugins() {
        synchronized (state) {
            Set<Stage> ready = EnumSet.noneOf(Stage.class);
            for (MemoryJob job : state.jobs.values()) {
                if (job.state == State.WAITING && job.waitFor == WaitFor.PLUGIN && job.stage != Stage.DELIVER) {
                    job.become(job.stage, State.READY, state.now());
                    ready.add(job.stage);
                }
            }
            return ready;
        }
    }

    @Override
    public Optional<Job> find(JobId id) {
        synchronized (state) {
            return Optional.ofNullable(state.jobs.get(id)).map(job -> job.view(queue.rank(job)));
        }
    }

    @Override
    public List<Job> list(JobQuery query) {
        synchronized (state) {
            return state.jobs.values().stream()
                    .filter(job -> job.made.tenant().equals(query.tenant()))
                    .filter(job -> query.states().isEmpty() || query.states().contains(job.state))
                    .filter(job -> query.before() == null || job.id().compareTo(query.before()) < 0)
                    .sorted(Comparator.comparing(MemoryJob::id).reversed())
                    .limit(query.limit())
                    .map(job -> job.view(queue.rank(job)))
                    .toList();
        }
    }

    @Override
    public List<Artifact> artifacts(JobId id, int version) {
        synchronized (state) {
            MemoryJob job = state.jobs.get(id);
            return job == null
                    ? List.of()
                    : job.artifacts(version).values().stream()
                            .flatMap(List::stream)
                            .toList();
        }
    }

    @Override
    public Map<Stage, Map<State, Integer>> counts() {
        synchronized (state) {
            Map<Stage, Map<State, Integer>> counts = new EnumMap<>(Stage.class);
            for (MemoryJob job : state.jobs.values()) {
                counts.computeIfAbsent(job.stage, s -> new EnumMap<>(State.class))
                        .merge(job.state, 1, Integer::sum);
            }
            return counts;
        }
    }

    @Override
    public Census census(Instant since) {
        synchronized (state) {
            Map<Stage, Instant> queuedSince = new EnumMap<>(Stage.class);
            int died = 0;
            for (MemoryJob job : state.jobs.values()) {
                if (job.state == State.READY || (job.state == State.WAITING && job.waitFor == WaitFor.TIME)) {
                    queuedSince.merge(job.stage, job.changedAt, (a, b) -> a.isBefore(b) ? a : b);
                }
                died += job.state == State.DEAD && !job.changedAt.isBefore(since) ? 1 : 0;
            }
            return new Census(counts(), queuedSince, died);
        }
    }

    @Override
    public boolean retry(TenantId tenant, JobId id) {
        synchronized (state) {
            return own(tenant, id)
                    .filter(job ->
                            job.state == State.DEAD || job.state == State.CANCELLED || job.state == State.WAITING)
                    .map(this::startOver)
                    .isPresent();
        }
    }

    private MemoryJob startOver(MemoryJob job) {
        job.startOver(state.now());
        for (MemoryDelivery row : state.deliveriesOf(job)) {
            if (row.state == DeliveryState.DEAD
                    || row.state == DeliveryState.CANCELLED
                    || row.state == DeliveryState.WAITING) {
                row.become(DeliveryState.READY, state.now());
                row.attempts = 0;
            }
        }
        state.follow(job);
        return job;
    }

    @Override
    public boolean rerun(TenantId tenant, JobId id, ProfileSettings settings) {
        synchronized (state) {
            return own(tenant, id)
                    .filter(job -> job.state.isFinal())
                    .map(job -> {
                        job.version++;
                        job.settings = settings;
                        job.stage = Stage.TRANSCRIBE;
                        job.progress = 0;
                        job.startOver(state.now());
                        return job;
                    })
                    .isPresent();
        }
    }

    @Override
    public boolean cancel(TenantId tenant, JobId id, Message reason) {
        synchronized (state) {
            Optional<MemoryJob> found = own(tenant, id).filter(job -> !job.state.isFinal());
            found.ifPresent(job -> {
                job.become(job.stage, State.CANCELLED, state.now());
                job.reason = reason;
                state.deliveriesOf(job).stream()
                        .filter(MemoryDelivery::isOpen)
                        .forEach(row -> row.become(DeliveryState.CANCELLED, state.now()));
            });
            return found.isPresent();
        }
    }

    private Optional<MemoryJob> own(TenantId tenant, JobId id) {
        return Optional.ofNullable(state.jobs.get(id))
                .filter(job -> job.made.tenant().equals(tenant));
    }

    @Override
    public void log(JobId id, Stage stage, Message message) {
        synchronized (state) {
            MemoryJob job = state.jobs.get(id);
            if (job == null) {
                throw new IllegalArgumentException("no job " + id);
            }
            job.log.add(new JobEvent(state.now(), stage, message));
        }
    }

    @Override
    public List<JobEvent> log(JobId id) {
        synchronized (state) {
            MemoryJob job = state.jobs.get(id);
            return job == null ? List.of() : List.copyOf(job.log);
        }
    }

    @Override
    public void referencedBlobs(Consumer<BlobRef> each) {
        synchronized (state) {
            for (MemoryJob job : state.jobs.values()) {
                each.accept(job.made.recording().blob());
                each.accept(job.made.facts());
                Stream<BlobRef> results = job.artifacts.values().stream()
                        .flatMap(stages -> stages.values().stream())
                        .flatMap(List::stream)
                        .map(Artifact::blob);
                Stream<BlobRef> segments = job.segments.values().stream()
                        .flatMap(plans -> plans.values().stream())
                        .flatMap(plan -> plan.values().stream())
                        .map(Segment::blob);
                Stream.concat(results, segments).forEach(each);
            }
        }
    }
}
