package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        within("--timeout", timeout, 0, Waiting.MOST_SECONDS);
        ProfileId kind = ProfileId.parse(profile)
                .orElseThrow(() -> new CommandException(CommandException.USAGE, "bad-profile", profile));
        ArrayNode results = Json.array();
        Map<JobId, ObjectNode> accepted = new LinkedHashMap<>();
        CommandException refused = null;
        try {
            Several.each(json ? screen.silent() : screen, files, file -> submit(screen, file, kind, results, accepted));
        } catch (CommandException e) {
            // What was accepted is waited for and reported all the same.
            refused = e;
        }
        try {
            if (wait) {
                await(screen, accepted);
            }
        } finally {
            if (json) {
                Json.print(screen, results);
            }
        }
        if (refused != null) {
            throw refused;
        }
        return null;
    }

    private void submit(Screen screen, String file, ProfileId kind, ArrayNode results, Map<JobId, ObjectNode> accepted)
            throws Exception {
        Path path = Place.of(session, file);
        ObjectNode result =
                results.addObject().put("file", path.toString()).putNull("job").put("known", false);
        try {
            Submission submission = accept(path, kind);
            boolean known = submission instanceof Submission.Known;
            result.put("job", submission.job().value()).put("known", known).putNull("error");
            accepted.put(submission.job(), result);
            if (!json) {
                screen.say(
                        known ? "known" : "submitted",
                        path.getFileName(),
                        submission.job().value());
            }
        } catch (CommandException e) {
            result.set("error", Json.of(e.reason()));
            throw e;
        }
    }

    private void await(Screen screen, Map<JobId, ObjectNode> accepted) throws Exception {
        Screen shown = json ? screen.silent() : screen;
        Waiting waiting = new Waiting(shown, jobs, Duration.ofSeconds(timeout));
        Outcome outcome = new Outcome(shown, jobs, new Outbox(Place.data().resolve("outbox")));
        Several.each(shown, List.copyOf(accepted.keySet()), id -> {
            try {
                outcome.print(waiting.follow(job(id.value())));
            } catch (CommandException e) {
                accepted.get(id).set("error", Json.of(e.reason()));
                throw e;
            } finally {
                accepted.get(id).put("state", job(id.value()).state().name());
            }
        });
    }

    private Submission accept(Path path, ProfileId kind) throws Exception {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new CommandException(CommandException.USAGE, "no-file", path);
        }
        try {
            return intake.accept(new IntakeRequest(
                            TENANT,
                            kind,
                            IntakeRequest.AudioInput.of(path),
                            path.getFileName().toString(),
                            "",
                            Files.getLastModifiedTime(path).toInstant(),
                            null,
                            null,
                            false,
                            "shell"))
                    .submission();
        } catch (FailureException e) {
            String name = path.getFileName().toString();
            Message why = e.reason();
            throw new CommandException(
                    CommandException.FAILED,
                    new Message(
                            why.code(),
                            Screen.TEXTS.text(Locale.JAPANESE, "rejected", name, why.ja()),
                            Screen.TEXTS.text(Locale.ENGLISH, "rejected", name, why.en())));
        }
    }
}
