package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        Instant end = Instant.now().plusSeconds(timeout);
        Waiting waiting = new Waiting(screen, jobs, Duration.ofSeconds(timeout));
        Outcome outcome = new Outcome(screen, jobs, new Outbox(Place.data().resolve("outbox")));
        for (String file : files) {
            outcome.print(waiting.follow(taken(screen, Place.of(session, file), end)));
        }
        return null;
    }

    /** The inbox knows nothing of who waits: a job is recognised by the hash of its recording. */
    private Job taken(Screen screen, Path file, Instant end) throws Exception {
        Sha256 hash = hash(file);
        while (Instant.now().isBefore(end)) {
            Optional<Job> job = jobs.list(new JobQuery(TENANT, Set.of(), null, 1000)).stream()
                    .filter(j -> j.recording().sha256().equals(hash))
                    .findFirst();
            if (job.isPresent()) {
                return job.get();
            }
            refusal(file, screen);
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        throw new CommandException(CommandException.FAILED, "not-in-time", JobView.clock(Duration.ofSeconds(timeout)));
    }

    private void refusal(Path file, Screen screen) throws CommandException, IOException {
        Path rejected = Place.data().resolve("rejected").resolve(profile);
        Path reason = rejected.resolve(file.getFileName() + ".txt");
        if (Files.exists(rejected.resolve(file.getFileName())) && Files.exists(reason)) {
            screen.out().println(Files.readString(reason));
            throw new CommandException(CommandException.FAILED, "rejected", file.getFileName(), reason);
        }
    }

    private static Sha256 hash(Path file) throws CommandException, IOException, NoSuchAlgorithmException {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            throw new CommandException(CommandException.USAGE, "no-file", file);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.of(((DigestInputStream) in).getMessageDigest().digest());
        }
    }
}
