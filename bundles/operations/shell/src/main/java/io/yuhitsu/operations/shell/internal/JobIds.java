package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.pipeline.Jobs;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the ids of the newest jobs. */
@Service
public final class JobIds implements Completer {
    private static final int NEWEST = 100;

    @Reference
    Jobs jobs;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter ids = new StringsCompleter();
        jobs.list(new JobQuery(JobAction.TENANT, Set.of(), null, NEWEST))
                .forEach(job -> ids.getStrings().add(job.id().value()));
        return ids.complete(session, line, candidates);
    }
}
