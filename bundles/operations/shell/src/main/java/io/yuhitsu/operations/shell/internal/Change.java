package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.yuhitsu.api.job.Job;
import java.util.List;
import java.util.function.Predicate;

/** Does one thing to several jobs and says for each what came of it; all are checked before the first is touched. */
record Change(JobAction command, boolean json) {
    Object each(List<String> ids, String verb, Predicate<Job> change) throws Exception {
        Screen screen = Screen.of(command.session);
        List<Job> jobs = new java.util.ArrayList<>();
        for (String id : ids) {
            jobs.add(command.job(id));
        }
        ArrayNode results = Json.array();
        Job refused = null;
        for (Job job : jobs) {
            boolean done = change.test(job);
            refused = done ? refused : job;
            results.addObject().put("id", job.id().value()).put("done", done);
            if (!json && done) {
                screen.say("did." + verb, job.id().value());
            }
        }
        if (json) {
            Json.print(screen, results);
        }
        if (refused != null) {
            throw new CommandException(
                    CommandException.FAILED,
                    "cannot." + verb,
                    refused.id().value(),
                    JobView.state(screen, refused.state()));
        }
        return null;
    }
}
