package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.intake.Arrivals.Waiting;
import io.yuhitsu.api.text.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files that were tried and had to stay in the inbox, for people who look for them. Thread-safe. */
final class Waits {
    private final Clock clock;
    private final Map<Path, Waiting> files = new ConcurrentHashMap<>();

    Waits(Clock clock) {
        this.clock = clock;
    }

    /** @return whether nothing waited for that reason yet */
    boolean add(InboxScan.Candidate candidate, Message reason) {
        boolean known =
                files.values().stream().anyMatch(file -> file.reason().code().equals(reason.code()));
        files.merge(
                candidate.file(),
                new Waiting(candidate.relative().toString(), clock.instant(), reason),
                (before, now) -> new Waiting(now.name(), before.since(), now.reason()));
        return !known;
    }

    /** Another look begins. @param present files that are not among these are forgotten */
    void looking(Set<Path> present) {
        files.keySet().retainAll(present);
    }

    List<Waiting> longerThan(Duration time) {
        Instant before = clock.instant().minus(time);
        return files.values().stream()
                .filter(file -> file.since().isBefore(before))
                .sorted(Comparator.comparing(Waiting::since).thenComparing(Waiting::name))
                .toList();
    }
}
