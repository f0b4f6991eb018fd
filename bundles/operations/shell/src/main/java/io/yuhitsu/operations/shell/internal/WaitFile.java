package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.spi.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "minutes",
        name = "wait-file",
        description = "Waits for recordings that were put into the inbox and prints what came of them")
public final class WaitFile extends JobAction {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    @Argument(name = "file", required = true, multiValued = true, description = "Copies of the recordings")
    List<String> files;

    @Option(name = "--profile", description = "Profile whose inbox they were put into")
    String profile = "default";

    @Option(name = "--timeout", description = "Seconds to wait at most")
    long timeout = 3_600;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        within("--timeout", timeout, 0, Waiting.MOST_SECONDS);
        Instant end = Instant.now().plusSeconds(timeout);
        Waiting waiting = new Waiting(screen, jobs, Duration.ofSeconds(timeout));
        Outcome outcome = new Outcome(screen, jobs, new Outbox(Place.data().resolve("outbox")));
        Several.each(screen, files, file -> outcome.print(waiting.follow(taken(screen, Place.of(session, file), end))));
        return null;
    }

    /** None while the database is away: then it is waited for. */
    private List<Job> newest() {
        try {
            return jobs.list(new JobQuery(TENANT, Set.of(), null, 1000));
        } catch (StoreUnavailableException e) {
            return List.of();
        }
    }

    /** The inbox knows nothing of who waits: a job is recognised by the hash of its recording. */
    private Job taken(Screen screen, Path file, Instant end) throws Exception {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            throw new CommandException(CommandException.USAGE, "no-file", file);
        }
        Dropped dropped = Dropped.of(Place.data(), profile, file);
        while (Instant.now().isBefore(end)) {
            if (!dropped.isInInbox()) {
                Optional<Job> job = newest().stream().filter(dropped::became).findFirst();
                if (job.isPresent()) {
                    return job.get();
                }
                Optional<Path> note = dropped.rejection();
                if (note.isPresent()) {
                    screen.out().println(Files.readString(note.get()));
                    throw new CommandException(CommandException.FAILED, "rejected", file.getFileName(), note.get());
                }
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        throw new CommandException(CommandException.FAILED, "not-in-time", JobView.clock(Duration.ofSeconds(timeout)));
    }
}
