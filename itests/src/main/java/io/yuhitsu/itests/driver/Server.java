package io.yuhitsu.itests.driver;

import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server of one data folder, whichever process that is at the moment. */
public final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofHours(3);
    private static final int LONGEST_SOCKET = 100;

    private final Installation installation;
    private final Path data;

    Server(Installation installation, Path data) {
        this.installation = installation;
        this.data = data.toAbsolutePath();
    }

    public Path data() {
        return data;
    }

    /** Writes files below {@code etc/}. @param settings file name → its content */
    public Server configure(Map<String, String> settings) throws IOException {
        Files.createDirectories(data.resolve("etc"));
        for (Map.Entry<String, String> file : settings.entrySet()) {
            Files.writeString(data.resolve("etc").resolve(file.getKey()), file.getValue());
        }
        return this;
    }

    /** Starts it and waits until it is ready. */
    public Server start() throws IOException, InterruptedException {
        must("start");
        return this;
    }

    /**
     * Begins to start it under the script, which ends with the server's own exit status.
     *
     * @param console what is printed is added here
     */
    public Process startForeground(Path console) throws IOException {
        Files.deleteIfExists(data.resolve("run/ready"));
        Files.deleteIfExists(data.resolve("run/yuhitsu.pid"));
        return installation.begin(Map.of("LC_ALL", "C"), console, "start", "--foreground", "--data", data.toString());
    }

    public boolean isReady() {
        return Files.exists(data.resolve("run/ready"));
    }

    /** Gives a command for this data folder. */
    public Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        return installation.run(line.toArray(String[]::new));
    }

    /** Gives a command to the running server without a process of its own in between. @throws IOException no server answers, or it breaks off */
    public Outcome ask(String... arguments) throws IOException, InterruptedException {
        Path socket = data.resolve("run/yuhitsu.sock");
        // The system takes 107 bytes for the path of a socket; the script knows a way around it.
        return socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET
                ? run(arguments)
                : Asking.over(socket, List.of(arguments));
    }

    /** Gives a command by the script; it has to succeed. @return what it printed */
    public String must(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = run(arguments);
        if (outcome.exit() != 0) {
            throw new IOException(
                    String.join(" ", arguments) + " ended with " + outcome.exit() + ": " + outcome.output());
        }
        return outcome.output();
    }

    /** @throws IllegalStateException it does not run */
    public ProcessHandle process() throws IOException {
        return findProcess().orElseThrow(() -> new IllegalStateException("no server runs on " + data));
    }

    /** Empty as well while it is only about to begin. */
    public Optional<ProcessHandle> findProcess() throws IOException {
        Path file = data.resolve("run/yuhitsu.pid");
        String pid = Files.exists(file) ? Files.readString(file).strip() : "";
        return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    /** Ends it as a power cut would end it, but for the children that it leaves. */
    public void kill() throws IOException {
        Optional.of(process()).filter(ProcessHandle::destroyForcibly).ifPresent(ended -> ended.onExit()
                .join());
    }

    /** Puts a copy of a recording into the inbox, whole from the first moment on. @return when it came to lie there */
    public Instant put(Path recording, String name) throws IOException {
        return put(recording, "default", name);
    }

    /** The same for another profile than the default one. */
    public Instant put(Path recording, String profile, String name) throws IOException {
        Path inbox = Files.createDirectories(data.resolve("inbox").resolve(profile));
        Path aside = inbox.resolve("." + name + ".part");
        Files.deleteIfExists(aside);
        try {
            Files.createLink(aside, recording);
        } catch (IOException otherVolume) {
            Files.copy(recording, aside);
        }
        Path file = Files.move(aside, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    }

    /** Puts a recording into the inbox with the mark that it is whole, so that it is taken without a wait. */
    public void putDone(Path recording, String name) throws IOException {
        Files.createFile(data.resolve("inbox/default").resolve(name + ".done"));
        put(recording, name);
    }

    /** Waits until the log says this of any job that it did not say before. @return the line's parts */
    public Matcher await(Pattern line, long fromByte) throws IOException, InterruptedException {
        ProcessHandle process = process();
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Matcher matcher = line.matcher(log(fromByte));
            if (matcher.find()) {
                return matcher;
            }
            if (!process.isAlive()) {
                throw new IOException("the server ended; see " + data.resolve("log"));
            }
            Thread.sleep(20);
        }
        throw new IOException("not in the log within " + PATIENCE + ": " + line);
    }

    /** In bytes. */
    public long logLength() throws IOException {
        Path log = data.resolve("log/yuhitsu.log");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** What was logged since it was that long. */
    public String log(long fromByte) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(data.resolve("log/yuhitsu.log"), StandardOpenOption.READ)) {
            // Begun anew since then: all of it.
            channel.position(fromByte <= channel.size() ? fromByte : 0);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            must("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process().destroy();
        }
    }
}
