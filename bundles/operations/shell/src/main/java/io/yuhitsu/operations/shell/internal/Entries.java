package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.intake.Arrivals;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The entries that are open now. Thread-safe. */
@Component(service = Entries.class)
public final class Entries {
    private final List<Arrivals> open = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addArrivals(Arrivals arrivals) {
        open.add(arrivals);
    }

    void removeArrivals(Arrivals arrivals) {
        open.remove(arrivals);
    }

    /** What waits at any of them for longer than that, the longest first. */
    List<Arrivals.Waiting> waiting(Duration longerThan) {
        return open.stream()
                .flatMap(arrivals -> arrivals.waiting(longerThan).stream())
                .sorted(Comparator.comparing(Arrivals.Waiting::since))
                .toList();
    }
}
