package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFiles;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(scope = "minutes", name = "list-routes", description = "Lists the route files and whether they run")
public final class ListRoutes implements Action {
    @Reference
    Session session;

    @Reference
    RouteFiles files;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        if (json) {
            ArrayNode array = Json.array();
            for (RouteFile file : files.list()) {
                ObjectNode node = array.addObject().put("name", file.name());
                node.put("origin", file.origin().name())
                        .put("state", file.state().name());
                file.routes().forEach(node.putArray("routes")::add);
                node.set("message", file.findMessage().map(Json::of).orElse(null));
            }
            Json.print(screen, array);
            return null;
        }
        Columns table = new Columns()
                .row(
                        screen.text("head.file"),
                        screen.text("head.origin"),
                        screen.text("head.state"),
                        screen.text("head.routes"));
        for (RouteFile file : files.list()) {
            table.row(
                    file.name(),
                    screen.text("origin." + file.origin().name().toLowerCase(Locale.ROOT)),
                    screen.text("route." + file.state().name().toLowerCase(Locale.ROOT)),
                    String.join(" ", file.routes()));
        }
        table.print(screen);
        for (RouteFile file : files.list()) {
            file.findMessage().ifPresent(message -> screen.out().println(file.name() + ": " + screen.in(message)));
        }
        return null;
    }
}
