package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** How fast this machine is: running means of what each stage took, per second of recording and per job. In memory only. */
@Component(service = Pace.class)
public final class Pace {
    /** Weight of the newest measurement once there are many. */
    private static final double NEWEST = 0.2;

    private record Mean(double perSecond, double perJob, int jobs, int timed) {}

    private final Map<Stage, Mean> means = new EnumMap<>(Stage.class);

    /** @param recording its length; zero when unknown */
    synchronized void measured(Stage stage, Duration recording, Duration took) {
        Meters.took(stage, took);
        Mean old = means.getOrDefault(stage, new Mean(0, 0, 0, 0));
        double seconds = took.toNanos() / 1e9;
        double perJob = mix(old.perJob(), seconds, old.jobs());
        if (recording.isZero()) {
            means.put(stage, new Mean(old.perSecond(), perJob, old.jobs() + 1, old.timed()));
        } else {
            double ratio = seconds / (recording.toNanos() / 1e9);
            means.put(
                    stage, new Mean(mix(old.perSecond(), ratio, old.timed()), perJob, old.jobs() + 1, old.timed() + 1));
        }
    }

    /** How long that stage takes for a recording of that length (zero when unknown); nothing before the first measurement. */
    synchronized Optional<Duration> expected(Stage stage, Duration recording) {
        Mean mean = means.get(stage);
        if (mean == null) {
            return Optional.empty();
        }
        boolean timed = mean.timed() > 0 && !recording.isZero();
        double seconds = timed ? mean.perSecond() * (recording.toNanos() / 1e9) : mean.perJob();
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static double mix(double mean, double value, int count) {
        return mean + (value - mean) * Math.max(NEWEST, 1.0 / (count + 1));
    }
}
