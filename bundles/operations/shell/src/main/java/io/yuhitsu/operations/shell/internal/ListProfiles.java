package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.spi.ProfileStore;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(scope = "minutes", name = "list-profiles", description = "Lists the profiles with their settings")
public final class ListProfiles implements Action {
    @Reference
    Session session;

    @Reference
    ProfileStore profiles;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        List<Profile> found = profiles.list(JobAction.TENANT);
        if (json) {
            ArrayNode array = Json.array();
            for (Profile profile : found) {
                ObjectNode node = array.addObject().put("name", profile.id().value());
                ProfileFields.of(profile.settings()).forEach(node::put);
            }
            Json.print(screen, array);
            return null;
        }
        for (Profile profile : found) {
            screen.out().println(profile.id().value());
            Columns table = new Columns();
            ProfileFields.of(profile.settings()).forEach((key, value) -> table.row("  " + key, value));
            table.print(screen);
        }
        return null;
    }
}
