package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "minutes", name = "list-jobs", description = "Lists jobs, newest first")
public final class ListJobs extends JobAction {
    @Option(name = "--state", description = "Only jobs in this state", multiValued = true)
    List<String> states;

    private static final int MOST = 1000;

    @Option(name = "--limit", description = "How many at most")
    int limit = 50;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        within("--limit", limit, 1, MOST);
        List<Job> found = jobs.list(new JobQuery(TENANT, wanted(), null, limit));
        if (json) {
            ArrayNode array = Json.array();
            for (Job job : found) {
                array.add(Json.of(job, jobs.facts(job)));
            }
            Json.print(screen, array);
            return null;
        }
        if (found.isEmpty()) {
            screen.say("no-jobs");
            return null;
        }
        Columns table = new Columns()
                .row(
                        screen.text("head.job"),
                        screen.text("head.stage"),
                        screen.text("head.state"),
                        screen.text("head.progress"),
                        screen.text("head.received"),
                        screen.text("head.recording"));
        for (Job job : found) {
            table.row(
                    job.id().value(),
                    JobView.stage(screen, job.stage()),
                    JobView.state(screen, job.state()),
                    job.state() == State.RUNNING ? Math.round(job.progress() * 100) + "%" : "",
                    JobView.time(job.receivedAt(), job),
                    jobs.facts(job).fileName());
        }
        table.print(screen);
        return null;
    }

    private Set<State> wanted() throws CommandException {
        Set<State> wanted = EnumSet.noneOf(State.class);
        for (String name : states == null ? List.<String>of() : states) {
            try {
                wanted.add(State.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new CommandException(CommandException.USAGE, "no-state", name, Arrays.toString(State.values()));
            }
        }
        return wanted;
    }
}
