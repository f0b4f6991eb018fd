package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.Vitals;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Jobs;
import io.yuhitsu.api.spi.SpeechModels;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFiles;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/**
 * For {@code ./yuhitsu doctor}: a line for each, with level, code, Japanese and English, and tabs between them. Every part of the server may
 * be missing: just then somebody asks.
 */
@Service
@Command(scope = "minutes", name = "list-findings", description = "Lists what the server knows to be wrong with itself")
public final class ListFindings implements Action {
    /** What this command finds itself, and says in more words. */
    private static final Map<String, Set<String>> SAME = Map.of(
            "route-broken", Set.of("route-file-broken"),
            "route-stale", Set.of("route-file-stale"),
            "models-none", Set.of("model-absent"),
            "store-away", Set.of("database-away"));

    @Reference
    Session session;

    @Reference(optional = true)
    Jobs jobs;

    @Reference(optional = true)
    RouteFiles routes;

    @Reference(optional = true)
    SpeechModels models;

    @Reference(optional = true)
    Vitals vitals;

    private final Set<String> said = new HashSet<>();

    @Override
    public Object execute() {
        Screen screen = Screen.of(session);
        if (routes == null) {
            print(screen, "ERROR", Screen.TEXTS.message("finding.part-absent", "io.yuhitsu.routes"));
        } else {
            routes(screen);
        }
        if (models == null) {
            print(screen, "ERROR", Screen.TEXTS.message("finding.part-absent", "io.yuhitsu.speech"));
        } else {
            models(screen);
        }
        if (vitals == null) {
            print(screen, "WARNING", Screen.TEXTS.message("finding.part-absent", "io.yuhitsu.operations.health"));
        } else {
            troubles(screen, vitals.health());
        }
        if (jobs != null) {
            jobs(screen);
        } else if (vitals == null) {
            print(screen, "ERROR", Screen.TEXTS.message("finding.part-absent", "io.yuhitsu.core"));
        }
        return null;
    }

    private void routes(Screen screen) {
        for (RouteFile file : routes.list()) {
            switch (file.state()) {
                case RUNNING -> {}
                case STALE -> print(screen, "WARNING", route("finding.route-stale", file));
                case WAITING -> print(screen, level(file), route("finding.route-waiting", file));
                case BROKEN -> print(screen, level(file), route("finding.route-broken", file));
            }
        }
    }

    private void models(Screen screen) {
        SpeechModels.Inventory inventory = models.inventory();
        inventory.problems().forEach(problem -> print(screen, "WARNING", problem));
        if (inventory.models().isEmpty()) {
            print(screen, "ERROR", Screen.TEXTS.message("finding.models-none"));
        } else if (inventory.models().stream().allMatch(model -> model.demo())) {
            print(screen, "NOTE", Screen.TEXTS.message("finding.models-demo-only"));
        }
    }

    private void troubles(Screen screen, Health health) {
        for (Health.Trouble trouble : health.troubles()) {
            if (!said.contains(trouble.reason().code())) {
                print(screen, trouble.level() == Health.Level.DOWN ? "ERROR" : "WARNING", trouble.reason());
            }
        }
    }

    private void jobs(Screen screen) {
        try {
            int dead = jobs.counts().values().stream()
                    .mapToInt(states -> states.getOrDefault(State.DEAD, 0))
                    .sum();
            if (dead > 0) {
                print(screen, "NOTE", Screen.TEXTS.message("finding.jobs-dead", String.valueOf(dead)));
            }
        } catch (StoreUnavailableException e) {
            if (!said.contains("database-away")) {
                print(screen, "ERROR", Screen.TEXTS.message("store-away"));
            }
        }
    }

    /** The server can work without the routes that an administrator added. */
    private static String level(RouteFile file) {
        return PartFacts.isShipped(file) ? "ERROR" : "WARNING";
    }

    private static Message route(String code, RouteFile file) {
        Message why = file.findMessage().orElse(new Message("", "", ""));
        return new Message(
                code,
                Screen.TEXTS.message(code, file.name(), why.ja()).ja(),
                Screen.TEXTS.message(code, file.name(), why.en()).en());
    }

    private void print(Screen screen, String level, Message message) {
        String code = message.code().replace("finding.", "");
        said.add(code);
        said.addAll(SAME.getOrDefault(code, Set.of()));
        screen.out().println(String.join("\t", level, code, line(message.ja()), line(message.en())));
    }

    private static String line(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }
}
