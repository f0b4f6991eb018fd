package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.api.spi.SpeechModels;
import io.yuhitsu.routes.RouteFiles;
import java.util.Map;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** For {@code ./yuhitsu support-bundle}: states and numbers, and nothing that tells what a meeting was about or who was there. */
@Service
@Command(
        scope = "minutes",
        name = "show-support-facts",
        description = "Shows a part of what the support needs, without names")
public final class ShowSupportFacts extends JobAction {
    @Reference
    RouteFiles routes;

    @Reference
    SpeechModels models;

    @Reference
    ServiceComponentRuntime components;

    @Argument(name = "part", required = true, description = "Which part")
    String part;

    private interface Part {
        JsonNode make() throws Exception;
    }

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        Map<String, Part> parts = Map.of(
                "jobs", () -> new JobFacts(jobs).all(),
                "routes", () -> PartFacts.routes(routes.list()),
                "models", () -> PartFacts.models(models.inventory()),
                "bundles", PartFacts::bundles,
                "components", () -> PartFacts.components(components),
                "process", ProcessFacts::numbers);
        if (part.equals("threads")) {
            screen.out().print(ProcessFacts.threads());
        } else if (part.equals("heap")) {
            screen.out().print(ProcessFacts.heap());
        } else if (parts.containsKey(part)) {
            Json.print(screen, parts.get(part).make());
        } else {
            throw new CommandException(
                    CommandException.USAGE, "no-part", part, String.join(", ", new TreeSet<>(parts.keySet())));
        }
        return null;
    }
}
