package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.spi.ProfileStore;
import java.time.ZoneId;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(
        scope = "minutes",
        name = "set-profile",
        description = "Changes settings of a profile (key=value …); makes it from the default one when it is new")
public final class SetProfile implements Action {
    @Reference
    Session session;

    @Reference
    ProfileStore profiles;

    @Reference
    Choices choices;

    @Argument(index = 0, name = "name", required = true, description = "Profile")
    String name;

    @Argument(index = 1, name = "settings", multiValued = true, description = "key=value …")
    List<String> pairs;

    @Override
    public Object execute() throws Exception {
        ProfileId id = ProfileId.parse(name)
                .orElseThrow(() -> new CommandException(CommandException.USAGE, "bad-profile", name));
        ProfileSettings before = profiles.find(JobAction.TENANT, id)
                .or(() -> profiles.find(JobAction.TENANT, ProfileId.DEFAULT))
                .map(Profile::settings)
                .orElseGet(() -> ProfileSettings.standard(ZoneId.systemDefault()));
        ProfileSettings after = ProfileFields.with(before, pairs == null ? List.of() : pairs, choices);
        profiles.save(new Profile(JobAction.TENANT, id, after));
        Screen.of(session).say("profile-saved", id.value());
        return null;
    }
}
