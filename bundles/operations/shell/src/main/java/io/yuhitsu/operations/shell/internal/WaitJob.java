package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "minutes", name = "wait-job", description = "Waits until jobs are done and prints what came of them")
public final class WaitJob extends JobAction {
    @Argument(name = "job", required = true, multiValued = true, description = "Job ids")
    @Completion(JobIds.class)
    List<String> ids;

    @Option(name = "--timeout", description = "Seconds to wait at most")
    long timeout = 86_400;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        within("--timeout", timeout, 0, Waiting.MOST_SECONDS);
        List<Job> wanted = new ArrayList<>();
        for (String id : ids) {
            wanted.add(job(id));
        }
        Waiting waiting = new Waiting(screen, jobs, Duration.ofSeconds(timeout));
        Outcome outcome = new Outcome(screen, jobs, new Outbox(Place.data().resolve("outbox")));
        Several.each(screen, wanted, job -> outcome.print(waiting.follow(job)));
        return null;
    }
}
