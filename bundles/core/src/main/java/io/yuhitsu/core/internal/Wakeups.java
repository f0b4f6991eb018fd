package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Tells waiting workers within this process that there may be work. Only shortens the wait: the sweeper finds what nobody rang for. */
@Component(service = Wakeups.class)
public final class Wakeups {
    private final Map<Stage, Bell> stages = new EnumMap<>(Stage.class);
    private final Agenda sweeps = new Agenda();

    public Wakeups() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, new Bell());
        }
    }

    Bell bell(Stage stage) {
        return stages.get(stage);
    }

    /** Jobs became READY in that stage. */
    public void wake(Stage stage) {
        bell(stage).ring();
        if (stage == Stage.APPROVE) {
            sweeps.add(Instant.MIN);
        }
    }

    /** Jobs or deliveries may have become READY anywhere. */
    public void wakeAll() {
        wakeWorkers();
        sweeps.add(Instant.MIN);
    }

    /** The same for all but the sweeper. */
    void wakeWorkers() {
        stages.values().forEach(Bell::ring);
    }

    /** When the sweeper is to look next. */
    Agenda sweeps() {
        return sweeps;
    }
}
