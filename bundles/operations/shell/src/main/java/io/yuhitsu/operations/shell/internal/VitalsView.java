package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.health.Figure;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Health and figures of the server, for people and for programs. */
record VitalsView(Health health, List<Figure> figures) {
    /** How many jobs are where, as it was a moment ago; nothing while the database is away. */
    Optional<Map<Stage, Map<State, Integer>>> counts() {
        if (health.troubles().stream()
                .anyMatch(trouble -> trouble.reason().code().equals("database-away"))) {
            return Optional.empty();
        }
        Map<Stage, Map<State, Integer>> counts = new EnumMap<>(Stage.class);
        for (Figure figure : figures) {
            int count = figure.name().equals("yuhitsu.jobs")
                    ? figure.values().get("value").intValue()
                    : 0;
            if (count > 0) {
                counts.computeIfAbsent(
                                Stage.valueOf(figure.tags().get("stage").toUpperCase(Locale.ROOT)),
                                stage -> new EnumMap<>(State.class))
                        .put(State.valueOf(figure.tags().get("state").toUpperCase(Locale.ROOT)), count);
            }
        }
        return Optional.of(counts);
    }

    /** The few figures that matter, and what is wrong. @param pause code of the reason for which nothing is taken in */
    void print(Screen screen, Optional<String> pause) {
        double waits = values("yuhitsu.queue.age").max().orElse(0);
        if (waits >= 1) {
            screen.say("status.queue", JobView.clock(Duration.ofMillis((long) (waits * 1000))));
        }
        OptionalDouble time = values("yuhitsu.transcription.time").reduce(Double::sum);
        if (time.isPresent() && time.getAsDouble() > 0) {
            double speed = values("yuhitsu.transcription.audio").sum() / time.getAsDouble();
            screen.say("status.speed", String.format(Locale.ROOT, "%.1f", speed));
        }
        screen.say(
                "status.memory",
                JobView.bytes((long) values("yuhitsu.memory.resident").sum()),
                JobView.bytes((long) values("yuhitsu.children.memory").sum()),
                whole(values("yuhitsu.children.running").sum()));
        screen.say(
                "status.died",
                whole(values("yuhitsu.jobs.died").sum()),
                whole(values("yuhitsu.deliveries.died").sum()));
        screen.say("status.health." + health.level().name().toLowerCase(Locale.ROOT));
        for (Health.Trouble trouble : health.troubles()) {
            String reason = screen.in(trouble.reason());
            boolean pauses = pause.equals(Optional.of(trouble.reason().code()));
            screen.say("status.trouble", pauses ? screen.text("status.paused", reason) : reason);
        }
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private DoubleStream values(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(figure -> figure.values().values().iterator().next());
    }

    void write(ObjectNode node) {
        ObjectNode healthNode = node.putObject("health");
        healthNode.put("level", health.level().name());
        ArrayNode reasons = healthNode.putArray("reasons");
        health.troubles()
                .forEach(trouble -> reasons.add(
                        Json.of(trouble.reason()).put("level", trouble.level().name())));
        ObjectNode metrics = node.putObject("metrics");
        for (Figure figure : figures) {
            ObjectNode named = metrics.withObjectProperty(figure.name());
            named.put("kind", figure.kind().name().toLowerCase(Locale.ROOT));
            named.put("unit", figure.unit());
            ObjectNode one = named.withArrayProperty("values").addObject();
            figure.tags().forEach(one.putObject("tags")::put);
            figure.values().forEach((key, value) -> put(one, key, value));
        }
    }

    /** Counts and bytes without a fraction. */
    private static void put(ObjectNode node, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            node.put(key, (long) value);
        } else {
            node.put(key, value);
        }
    }
}
