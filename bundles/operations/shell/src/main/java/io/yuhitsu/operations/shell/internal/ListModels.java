package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.spi.SpeechModels;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(scope = "minutes", name = "list-models", description = "Lists the speech models that are installed")
public final class ListModels implements Action {
    @Reference
    Session session;

    @Reference
    SpeechModels models;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        SpeechModels.Inventory inventory = models.inventory();
        if (json) {
            ObjectNode node = Json.object();
            inventory.models().forEach(model -> node.withArray("models").add(Json.of(model)));
            inventory.problems().forEach(problem -> node.withArray("problems").add(Json.of(problem)));
            Json.print(screen, node);
            return null;
        }
        if (inventory.models().isEmpty()) {
            screen.say("no-models");
        } else {
            Columns table = new Columns()
                    .row(
                            screen.text("head.name"),
                            screen.text("head.language"),
                            screen.text("head.engine"),
                            screen.text("head.size"),
                            screen.text("head.kind"));
            inventory
                    .models()
                    .forEach(model -> table.row(
                            model.name(),
                            model.language().toLanguageTag(),
                            model.engine(),
                            JobView.bytes(model.bytes()),
                            screen.text(model.demo() ? "model.demo" : "model.installed")));
            table.print(screen);
        }
        inventory.problems().forEach(problem -> screen.out().println(screen.in(problem)));
        return null;
    }
}
