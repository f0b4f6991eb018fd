package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.spi.ProfileStore;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(
        scope = "minutes",
        name = "remove-profile",
        description = "Forgets the settings of a profile; jobs keep those that they were taken in with")
public final class RemoveProfile implements Action {
    @Reference
    Session session;

    @Reference
    ProfileStore profiles;

    @Argument(name = "name", required = true, description = "Profile")
    String name;

    @Override
    public Object execute() throws Exception {
        ProfileId id = ProfileId.parse(name)
                .orElseThrow(() -> new CommandException(CommandException.USAGE, "bad-profile", name));
        if (id.equals(ProfileId.DEFAULT)) {
            throw new CommandException(CommandException.USAGE, "default-profile-stays");
        }
        if (!profiles.remove(JobAction.TENANT, id)) {
            throw new CommandException(CommandException.NOT_FOUND, "no-profile", name);
        }
        Screen.of(session).say("profile-removed", id.value());
        return null;
    }
}
