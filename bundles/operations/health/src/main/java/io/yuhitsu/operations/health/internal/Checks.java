package io.yuhitsu.operations.health.internal;

import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.Health.Level;
import io.yuhitsu.api.health.Health.Trouble;
import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all who know of something that may be wrong, and looks at what nobody else watches. Thread-safe. */
final class Checks {
    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private static final Texts TEXTS = Texts.beside(Checks.class);

    /** An answer is good for so long. */
    private static final Duration FRESH = Duration.ofSeconds(2);
    /** What has not gone out after that, a person should look at. */
    private static final Duration STUCK = Duration.ofHours(1);

    private final Parts parts;
    private final DatabaseView database;
    private final Clock clock;
    private Health health;
    private Instant lookedAt = Instant.MIN;

    Checks(Parts parts, DatabaseView database, Clock clock) {
        this.parts = parts;
        this.database = database;
        this.clock = clock;
    }

    synchronized Health health() {
        Instant now = clock.instant();
        if (health == null
                || now.isBefore(lookedAt)
                || Duration.between(lookedAt, now).compareTo(FRESH) >= 0) {
            health = look(now);
            lookedAt = now;
        }
        return health;
    }

    private Health look(Instant now) {
        List<Trouble> troubles = new ArrayList<>();
        DatabaseView.Seen seen = database.look();
        if (seen.away()) {
            troubles.add(trouble(Level.DOWN, "database-away"));
        }
        intake(troubles);
        speech(troubles);
        deliveries(seen, now, troubles);
        for (HealthCheck check : parts.checks()) {
            troubles.addAll(asked(check));
        }
        return new Health(troubles);
    }

    private void intake(List<Trouble> troubles) {
        Intake intake = parts.intake;
        if (intake == null) {
            troubles.add(trouble(Level.DOWN, "core-absent"));
        } else {
            intake.paused().ifPresent(reason -> troubles.add(new Trouble(Level.DEGRADED, reason)));
        }
    }

    private void speech(List<Trouble> troubles) {
        if (parts.decoder == null) {
            troubles.add(trouble(Level.DEGRADED, "decoder-absent"));
        }
        List<Transcriber> transcribers = parts.transcribers();
        if (transcribers.isEmpty()) {
            troubles.add(trouble(Level.DEGRADED, "recogniser-absent"));
        } else if (transcribers.stream().allMatch(each -> each.models().isEmpty())) {
            troubles.add(trouble(Level.DEGRADED, "model-absent"));
        }
    }

    private static void deliveries(DatabaseView.Seen seen, Instant now, List<Trouble> troubles) {
        seen.deliveries().died().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(died -> troubles.add(trouble(
                        Level.DEGRADED,
                        "deliveries-died",
                        died.getKey(),
                        died.getValue().toString())));
        Instant open = seen.deliveries().openSince();
        if (open != null && Duration.between(open, now).compareTo(STUCK) > 0) {
            troubles.add(trouble(
                    Level.DEGRADED,
                    "deliveries-stuck",
                    Long.toString(Duration.between(open, now).toHours())));
        }
    }

    private static List<Trouble> asked(HealthCheck check) {
        try {
            return check.troubles();
        } catch (RuntimeException | LinkageError e) {
            // A plugin that is replaced while it works throws LinkageErrors.
            LOG.warn("{} could not say how its part is", check.getClass().getName(), e);
            return List.of(
                    trouble(Level.DEGRADED, "check-failed", check.getClass().getSimpleName()));
        }
    }

    private static Trouble trouble(Level level, String code, Object... args) {
        return new Trouble(level, TEXTS.message(code, args));
    }
}
