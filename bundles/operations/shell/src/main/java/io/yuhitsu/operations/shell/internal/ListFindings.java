package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.SpeechModels;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFiles;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** For {@code ./yuhitsu doctor}: a line for each, with level, code, Japanese and English, and tabs between them. */
@Service
@Command(scope = "minutes", name = "list-findings", description = "Lists what the server knows to be wrong with itself")
public final class ListFindings extends JobAction {
    @Reference
    RouteFiles routes;

    @Reference
    SpeechModels models;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        for (RouteFile file : routes.list()) {
            switch (file.state()) {
                case RUNNING -> {}
                case STALE -> print(screen, "WARNING", route("finding.route-stale", file));
                case WAITING -> print(screen, level(file), route("finding.route-waiting", file));
                case BROKEN -> print(screen, level(file), route("finding.route-broken", file));
            }
        }
        SpeechModels.Inventory inventory = models.inventory();
        inventory.problems().forEach(problem -> print(screen, "WARNING", problem));
        if (inventory.models().isEmpty()) {
            print(screen, "ERROR", Screen.TEXTS.message("finding.models-none"));
        } else if (inventory.models().stream().allMatch(model -> model.demo())) {
            print(screen, "NOTE", Screen.TEXTS.message("finding.models-demo-only"));
        }
        int dead = jobs.counts().values().stream()
                .mapToInt(states -> states.getOrDefault(State.DEAD, 0))
                .sum();
        if (dead > 0) {
            print(screen, "NOTE", Screen.TEXTS.message("finding.jobs-dead", String.valueOf(dead)));
        }
        return null;
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

    private static void print(Screen screen, String level, Message message) {
        String code = message.code().replace("finding.", "");
        screen.out().println(String.join("\t", level, code, line(message.ja()), line(message.en())));
    }

    private static String line(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }
}
