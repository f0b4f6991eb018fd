package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.health.Vitals;
import io.yuhitsu.api.intake.Arrivals;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "minutes", name = "show-status", description = "Says how the server is")
public final class ShowStatus extends JobAction {
    /** What waits for less is only on its way. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Reference
    BlobStore blobs;

    @Reference
    Intake intake;

    @Reference
    Entries entries;

    /** Without it the server works and is shown all the same. */
    @Reference(optional = true)
    Vitals vitals;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        String version = System.getProperty("yuhitsu.version", "?");
        Optional<VitalsView> view = Optional.ofNullable(vitals).map(v -> new VitalsView(v.health(), v.figures()));
        Optional<Map<Stage, Map<State, Integer>>> counts =
                view.isPresent() ? view.get().counts() : counts();
        if (json) {
            ObjectNode node = Json.object();
            // The first four are what the script prints when no server answers.
            node.put("state", "running");
            node.put("pid", ProcessHandle.current().pid());
            node.put("version", version);
            node.put("data", Place.data().toString());
            node.put("startedAt", started.toString());
            node.put("freeBytes", blobs.freeBytes());
            intake.paused().ifPresent(why -> node.set("paused", Json.of(why)));
            node.put("database", counts.isPresent() ? "up" : "away");
            counts.ifPresent(known -> put(node.putObject("jobs"), known));
            ArrayNode waiting = node.putArray("waiting");
            entries.waiting(PATIENCE)
                    .forEach(each -> waiting.add(Json.of(each.reason())
                            .put("name", each.name())
                            .put("since", each.since().toString())));
            view.ifPresent(v -> v.write(node));
            Json.print(screen, node);
            return null;
        }
        screen.say("status.running", version, JobView.time(started, ZoneId.systemDefault()));
        screen.say("status.data", Place.data());
        counts.ifPresentOrElse(known -> say(screen, known), () -> screen.say("store-away"));
        screen.say("status.disk", JobView.bytes(blobs.freeBytes()));
        Optional<Message> paused = intake.paused();
        view.ifPresentOrElse(
                known -> known.print(screen, paused.map(Message::code)),
                () -> paused.ifPresent(why -> screen.say("status.paused", screen.in(why))));
        for (Arrivals.Waiting each : entries.waiting(PATIENCE)) {
            screen.say(
                    "status.waiting",
                    each.name(),
                    JobView.time(each.since(), ZoneId.systemDefault()),
                    screen.in(each.reason()));
        }
        return null;
    }

    /** Nothing while the database is away: the rest is worth knowing then too. */
    private Optional<Map<Stage, Map<State, Integer>>> counts() {
        try {
            return Optional.of(jobs.counts());
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private static void put(ObjectNode stages, Map<Stage, Map<State, Integer>> counts) {
        counts.forEach((stage, states) -> states.forEach(
                (state, count) -> stages.withObjectProperty(stage.name()).put(state.name(), count)));
    }

    private static void say(Screen screen, Map<Stage, Map<State, Integer>> counts) {
        Map<State, Integer> sums = new EnumMap<>(State.class);
        counts.values().forEach(states -> states.forEach((state, count) -> sums.merge(state, count, Integer::sum)));
        Object[] numbers = new Object[State.values().length];
        for (State state : State.values()) {
            numbers[state.ordinal()] = String.format(Locale.ROOT, "%d", sums.getOrDefault(state, 0));
        }
        screen.say("status.jobs", numbers);
    }
}
