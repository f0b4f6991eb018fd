package io.yuhitsu.itests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yuhitsu.itests.check.Expected;
import io.yuhitsu.itests.driver.Installation.Outcome;
import io.yuhitsu.itests.driver.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One process of the server, from its start to its end. Whoever waits for something learns of the end by {@link Gone}. */
final class Life implements AutoCloseable {
    static final String RECOGNISER = "VoskChild";
    static final String DECODER = "DecoderChild";

    /** Far above what a busy machine needs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration TO_STOP = Duration.ofSeconds(60);
    private static final Duration TO_DIE = Duration.ofSeconds(5);
    private static final int HEALED = 3;
    private static final int COUNTED = 4;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CRASH_AT = "yuhitsu.crash.at";
    private static final List<String> ENDED_BADLY = List.of("DEAD", "CANCELLED");

    private final Site site;
    /** The script; the server is its child. */
    private final Process process;

    private final List<ProcessHandle> frozen = new ArrayList<>();
    private int retried;

    interface Condition {
        boolean holds() throws IOException, InterruptedException, Gone;
    }

    private Life(Site site, Process process) {
        this.site = site;
        this.process = process;
    }

    /** Starts the server. @param crash where it halts, null for a server that works as it should */
    static Life begin(Site site, CrashPoint crash) throws IOException {
        Path options = Files.createDirectories(site.path("etc")).resolve("java.options");
        if (crash == null) {
            Files.deleteIfExists(options);
        } else {
            Files.writeString(options, "-D" + CRASH_AT + "=" + crash + "\n");
        }
        return new Life(site, site.server().startForeground(site.console()));
    }

    Site site() {
        return site;
    }

    /** The server's own process. */
    ProcessHandle server() throws IOException, InterruptedException, Gone {
        await("there is a process", () -> site.server().findProcess().isPresent());
        return site.server().process();
    }

    void awaitReady() throws IOException, InterruptedException, Gone {
        await("ready", () -> site.server().isReady());
    }

    /** Waits until it holds. @param what said when it does not in time */
    void await(String what, Condition condition) throws IOException, InterruptedException, Gone {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (!process.isAlive()) {
                throw new Gone();
            }
            if (Instant.now().isAfter(end)) {
                throw new IOException("not within " + PATIENCE + ": " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Gives a command. @return what it answered, with any exit status */
    Outcome ask(String... arguments) throws IOException, InterruptedException, Gone {
        try {
            return site.server().ask(arguments);
        } catch (IOException e) {
            if (process.waitFor(TO_DIE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Gone();
            }
            throw e;
        }
    }

    JsonNode askJson(String... arguments) throws IOException, InterruptedException, Gone {
        Outcome outcome = ask(arguments);
        if (outcome.exit() != 0) {
            throw new IOException(
                    String.join(" ", arguments) + " ended with " + outcome.exit() + ": " + outcome.output());
        }
        return MAPPER.readTree(outcome.output());
    }

    /** Jobs that are in the stage and in the state, or in any stage when it is null. */
    int count(String stage, String state) throws IOException, InterruptedException, Gone {
        int count = 0;
        for (JsonNode job : jobs(state)) {
            if (stage == null || stage.equals(job.path("stage").asText())) {
                count++;
            }
        }
        return count;
    }

    void awaitJob(String stage, String state) throws IOException, InterruptedException, Gone {
        await("a job is " + stage + " " + state, () -> count(stage, state) > 0);
    }

    /** Jobs in one of the states, newest first. Not by the status, whose numbers are some seconds old. */
    List<JsonNode> jobs(String... states) throws IOException, InterruptedException, Gone {
        List<String> line = new ArrayList<>(List.of("jobs", "--limit", "1000", "--json"));
        for (String state : states) {
            line.addAll(List.of("--state", state));
        }
        List<JsonNode> jobs = new ArrayList<>();
        askJson(line.toArray(String[]::new)).forEach(jobs::add);
        return jobs;
    }

    /** Waits until nothing is in the inbox and all jobs have ended; what a scenario had cancelled or dead is tried again. */
    void settle() throws IOException, InterruptedException, Gone {
        await("the inbox is empty", this::inboxIsEmpty);
        boolean healed = true;
        // Whatever is still dead after so many times is for the check to tell.
        for (int times = 0; healed && times < HEALED; times++) {
            awaitNoneOpen();
            healed = heal();
        }
        awaitNoneOpen();
        for (String state : ENDED_BADLY) {
            for (JsonNode job : jobs(state)) {
                site.tellIfUnwanted(job);
            }
        }
    }

    /** Nothing is in the inbox and no job is open. */
    boolean isSettled() throws IOException, InterruptedException, Gone {
        return inboxIsEmpty() && isNoneOpen();
    }

    boolean inboxIsEmpty() throws IOException {
        Set<String> names = site.handedIn().stream().map(Expected::toString).collect(Collectors.toSet());
        for (String name : names) {
            if (Files.exists(site.path("inbox").resolve(name))) {
                return false;
            }
        }
        return true;
    }

    private void awaitNoneOpen() throws IOException, InterruptedException, Gone {
        await("no job is open", this::isNoneOpen);
    }

    /** Asked several times: a job that goes from one state to another while the server looks can be missed, and is seen the next time. */
    private boolean isNoneOpen() throws IOException, InterruptedException, Gone {
        for (int times = 0; times < COUNTED; times++) {
            if (!open().isEmpty()) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    private List<JsonNode> open() throws IOException, InterruptedException, Gone {
        return jobs("READY", "RUNNING", "WAITING");
    }

    boolean onlyDeliveriesWait() throws IOException, InterruptedException, Gone {
        List<JsonNode> open = open();
        return !open.isEmpty()
                && open.stream()
                        .allMatch(job -> job.path("stage").asText().equals("DELIVER")
                                && job.path("state").asText().equals("WAITING"));
    }

    private boolean heal() throws IOException, InterruptedException, Gone {
        boolean healed = false;
        for (String state : ENDED_BADLY) {
            for (JsonNode job : jobs(state)) {
                if (site.isDoomed(job)) {
                    ask("retry", job.path("id").asText());
                    retried++;
                    healed = true;
                }
            }
        }
        return healed;
    }

    /** Jobs that had to be tried again by hand. */
    int retried() {
        return retried;
    }

    List<ProcessHandle> children(String kind) {
        return Processes.children(process.toHandle(), kind);
    }

    /** Has recognisers stand still, so that what they are given next takes for ever. */
    void freezeRecognisers() throws IOException, InterruptedException, Gone {
        await("a recogniser runs", () -> !children(RECOGNISER).isEmpty());
        for (ProcessHandle child : children(RECOGNISER)) {
            frozen.add(child);
            signal("STOP", child.pid());
        }
    }

    void thaw() throws IOException, InterruptedException {
        for (ProcessHandle child : frozen) {
            signal("CONT", child.pid());
        }
        frozen.clear();
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Asks it to stop; what it does until then is its own. */
    void terminate() throws IOException, InterruptedException, Gone {
        signal("TERM", server().pid());
    }

    /** Waits for its end. @return its exit status, or -1 when it goes on */
    int awaitEnd(Duration wait) throws IOException, InterruptedException {
        boolean ended = process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
        return ended ? process.exitValue() : -1;
    }

    /** Stops it in good order. */
    void stop() throws IOException, InterruptedException, Gone {
        terminate();
        if (awaitEnd(TO_STOP) == -1) {
            throw new IOException("the server does not stop within " + TO_STOP);
        }
        close();
    }

    /** Kills it if it still runs, and sees that its children go with it. */
    @Override
    public void close() throws IOException {
        try {
            kill();
            thaw();
            Instant end = Instant.now().plus(TO_DIE);
            List<ProcessHandle> left = left();
            while (!left.isEmpty() && Instant.now().isBefore(end)) {
                Thread.sleep(10);
                left = left();
            }
            if (!left.isEmpty()) {
                left.forEach(ProcessHandle::destroyForcibly);
                site.tally().fail("children-go-with-their-server: " + left.size() + " outlive it by " + TO_DIE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() throws IOException, InterruptedException {
        try {
            server().destroyForcibly();
        } catch (Gone e) {
            // It has ended by itself.
            return;
        }
        // The script sees it and ends.
        process.waitFor();
    }

    /** Children that have no parent any more; their working folders lie in the data folder. */
    private List<ProcessHandle> left() {
        String folder = site.path("run").toString();
        return ProcessHandle.allProcesses()
                .filter(child -> Processes.commandLine(child).contains("java.io.tmpdir=" + folder))
                .toList();
    }
}
