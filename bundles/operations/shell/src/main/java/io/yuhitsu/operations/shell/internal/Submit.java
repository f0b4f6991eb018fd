package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.pipeline.Intake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

@Service
@Command(scope = "minutes", name = "submit", description = "Hands recordings over; they stay where they are")
public final class Submit extends JobAction {
    @Argument(name = "file", required = true, multiValued = true, description = "Recordings")
    @Completion(FileCompleter.class)
    List<String> files;

    @Option(name = "--profile", description = "Kind of meeting")
    String profile = "default";

    @Option(name = "--wait", description = "Waits until they are done and prints what came of them")
    boolean wait;

    @Option(name = "--timeout", description = "Seconds to wait at most")
    long timeout = 86_400;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Reference
    Intake intake;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        ProfileId kind = ProfileId.parse(profile)
                .orElseThrow(() -> new CommandException(CommandException.USAGE, "bad-profile", profile));
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            Path path = Place.of(session, file);
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new CommandException(CommandException.USAGE, "no-file", path);
            }
            paths.add(path);
        }
        ArrayNode results = Json.array();
        List<JobId> accepted = new ArrayList<>();
        for (Path path : paths) {
            Submission submission = accept(path, kind);
            accepted.add(submission.job());
            boolean known = submission instanceof Submission.Known;
            results.addObject()
                    .put("file", path.toString())
                    .put("job", submission.job().value())
                    .put("known", known);
            if (!json) {
                screen.say(
                        known ? "known" : "submitted",
                        path.getFileName(),
                        submission.job().value());
            }
        }
        if (json) {
            Json.print(screen, results);
        }
        if (wait) {
            Waiting waiting = new Waiting(screen, jobs, Duration.ofSeconds(timeout));
            Outcome outcome = new Outcome(screen, jobs, new Outbox(Place.data().resolve("outbox")));
            for (JobId id : accepted) {
                outcome.print(waiting.follow(job(id.value())));
            }
        }
        return null;
    }

    private Submission accept(Path path, ProfileId kind) throws Exception {
        try {
            return intake.accept(new IntakeRequest(
                            TENANT,
                            kind,
                            () -> Files.newInputStream(path),
                            path.getFileName().toString(),
                            "",
                            Files.getLastModifiedTime(path).toInstant(),
                            null,
                            null,
                            false))
                    .submission();
        } catch (FailureException e) {
            throw new CommandException(
                    CommandException.FAILED,
                    Screen.TEXTS.message(
                            "rejected",
                            path.getFileName(),
                            e.reason().in(Screen.of(session).locale())));
        }
    }
}
