package io.yuhitsu.benchmarks;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution, started by its script on an empty data folder. */
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofHours(3);

    private final Path program;
    private final Path data;
    private final ProcessHandle process;

    private Server(Path program, Path data, ProcessHandle process) {
        this.program = program;
        this.data = data;
        this.process = process;
    }

    /** @param settings file name below etc/ → its content */
    static Server start(Path program, Path data, Map<String, String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(data.resolve("etc"));
        for (Map.Entry<String, String> file : settings.entrySet()) {
            Files.writeString(data.resolve("etc").resolve(file.getKey()), file.getValue());
        }
        script(program, data, "start");
        long pid =
                Long.parseLong(Files.readString(data.resolve("run/yuhitsu.pid")).strip());
        return new Server(program, data, ProcessHandle.of(pid).orElseThrow());
    }

    void run(String... arguments) throws IOException, InterruptedException {
        script(program, data, arguments);
    }

    private static void script(Path program, Path data, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program.resolve("bin/yuhitsu").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }

    ProcessHandle process() {
        return process;
    }

    /** Puts a copy of a recording into the inbox, whole from the first moment on. @return when it came to lie there */
    Instant put(Path recording, String name) throws IOException {
        Path inbox = data.resolve("inbox/default");
        Path aside = inbox.resolve("." + name + ".part");
        try {
            Files.createLink(aside, recording);
        } catch (IOException otherVolume) {
            Files.copy(recording, aside);
        }
        Path file = Files.move(aside, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    }

    /** Puts a recording into the inbox with the mark that it is whole, so that it is taken without a wait. */
    void putDone(Path recording, String name) throws IOException {
        Files.createFile(data.resolve("inbox/default").resolve(name + ".done"));
        put(recording, name);
    }

    /** Waits until the log says this of any job that it did not say before. @return the line's parts */
    Matcher await(Pattern line, long fromByte) throws IOException, InterruptedException {
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

    long logLength() throws IOException {
        return Files.size(data.resolve("log/yuhitsu.log"));
    }

    private String log(long fromByte) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(data.resolve("log/yuhitsu.log"), StandardOpenOption.READ)) {
            channel.position(fromByte);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
