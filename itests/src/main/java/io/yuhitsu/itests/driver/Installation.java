package io.yuhitsu.itests.driver;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The unpacked distribution and its script. */
public final class Installation {
    private static final int MINUTES = 10;

    private final Path home;
    private final Path workingFolder;

    private Installation(Path home, Path workingFolder) {
        this.home = home;
        this.workingFolder = workingFolder;
    }

    /** What a command printed (both streams) and how it ended. */
    public record Outcome(int exit, String output) {}

    /** One that is unpacked already. @param workingFolder in which its commands are given */
    public static Installation at(Path home, Path workingFolder) {
        return new Installation(home.toAbsolutePath(), workingFolder.toAbsolutePath());
    }

    /** Unpacks the archive of this build below a folder, whose name may be as awkward as it likes; what was there before is removed. */
    public static Installation fresh(Path folder) throws IOException, InterruptedException {
        must(new ProcessBuilder("rm", "-rf", folder.toString()));
        Files.createDirectories(folder);
        must(new ProcessBuilder("tar", "-xzf", System.getProperty("yuhitsu.archive"), "-C", folder.toString()));
        return at(folder.resolve("yuhitsu-" + System.getProperty("yuhitsu.version")), folder);
    }

    private static void must(ProcessBuilder command) throws IOException, InterruptedException {
        if (command.inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command.command()));
        }
    }

    public Path home() {
        return home;
    }

    /** The server that works on a data folder; it need not run, nor the folder be there. */
    public Server server(Path data) {
        return new Server(this, data);
    }

    /** Runs {@code bin/yuhitsu} with nothing in its environment but PATH and what is given. */
    public Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(workingFolder, "output", ".txt");
        Process process = begin(environment, output, arguments);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(
                    "yuhitsu " + String.join(" ", arguments) + " does not end: " + Files.readString(output));
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Outcome(process.exitValue(), printed);
    }

    /** The same in the language that has no letters but ASCII. */
    public Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of("LC_ALL", "C"), arguments);
    }

    /** Begins to run {@code bin/yuhitsu}. @param output what it prints, both streams, is added to this file */
    public Process begin(Map<String, String> environment, Path output, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/yuhitsu").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", System.getenv("PATH"));
        return builder.start();
    }

    /** Every file and folder of the program with its size and time: equal to an earlier one when nothing was touched. */
    public Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                contents.put(
                        home.relativize(file).toString(),
                        Files.size(file) + " " + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
            }
        }
        return contents;
    }
}
