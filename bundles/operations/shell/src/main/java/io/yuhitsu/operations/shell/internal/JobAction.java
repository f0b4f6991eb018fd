package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.pipeline.Jobs;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;

/** What all commands about jobs share. */
abstract class JobAction implements Action {
    @Reference
    Session session;

    @Reference
    Jobs jobs;

    /** Before access control exists there is one tenant. */
    static final TenantId TENANT = TenantId.DEFAULT;

    /** @throws CommandException when an option's value is not within its range */
    static void within(String option, long value, long least, long most) throws CommandException {
        if (value < least || value > most) {
            throw new CommandException(
                    CommandException.USAGE,
                    "out-of-range",
                    option,
                    String.valueOf(value),
                    String.valueOf(least),
                    String.valueOf(most));
        }
    }

    Job job(String text) throws CommandException {
        return JobId.parse(text)
                .flatMap(id -> jobs.find(TENANT, id))
                .orElseThrow(() -> new CommandException(CommandException.NOT_FOUND, "no-job", text));
    }
}
