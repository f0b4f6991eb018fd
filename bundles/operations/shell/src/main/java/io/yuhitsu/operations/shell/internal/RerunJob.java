package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.Job;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "minutes", name = "rerun-job", description = "Makes minutes anew from the stored recordings")
public final class RerunJob extends JobAction {
    @Argument(name = "job", required = true, multiValued = true, description = "Job ids")
    @Completion(JobIds.class)
    List<String> ids;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        return new Change(this, json).each(ids, "rerun", (Job job) -> jobs.rerun(TENANT, job.id()));
    }
}
