package io.yuhitsu.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unpacked distribution and its script, used the way a user does: as separate processes. */
final class Installation {
    /** What a command printed (both streams) and how it ended. */
    record Outcome(int exit, String output) {}

    private final Path home;
    private final Path workingFolder;

    private Installation(Path home, Path workingFolder) {
        this.home = home;
        this.workingFolder = workingFolder;
    }

    /** Unpacks the archive of this build below a folder, whose name may be as awkward as it likes. */
    static Installation unpack(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Process tar = new ProcessBuilder("tar", "-xzf", System.getProperty("yuhitsu.archive"), "-C", folder.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("The archive could not be unpacked");
        }
        Path home = folder.resolve("yuhitsu-" + System.getProperty("yuhitsu.version"));
        return new Installation(home.toAbsolutePath(), folder.toAbsolutePath());
    }

    Path home() {
        return home;
    }

    /** Runs {@code bin/yuhitsu} with nothing in its environment but PATH and what is given. */
    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(workingFolder, "output", ".txt");
        Process process = begin(environment, output, arguments);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(
                    "yuhitsu " + String.join(" ", arguments) + " does not end: " + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** Begins {@code bin/yuhitsu}; both of its streams go into a file. */
    Process begin(Map<String, String> environment, Path output, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/yuhitsu").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", System.getenv("PATH"));
        return builder.start();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of("LC_ALL", "C"), arguments);
    }

    /** Every file and folder of the program with its size and time: equal to an earlier one when nothing was touched. */
    Map<String, String> contents() throws IOException {
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

    /** The TCP and UDP ports at which a process or one of its descendants can be reached. */
    static List<String> openPorts(ProcessHandle server) {
        Map<String, String> sockets = new HashMap<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path file = Path.of("/proc", Long.toString(server.pid()), "net", table);
            for (String line : lines(file)) {
                String[] fields = line.trim().split("\\s+");
                // 0A is LISTEN; a UDP socket can be reached as soon as it is bound (07).
                if (fields.length > 9 && Set.of("0A", "07").contains(fields[3])) {
                    sockets.put("socket:[" + fields[9] + "]", table + " " + fields[1]);
                }
            }
        }
        return Stream.concat(Stream.of(server), server.descendants())
                .flatMap(process -> descriptors(process.pid()).stream())
                .filter(sockets::containsKey)
                .map(sockets::get)
                .collect(Collectors.toList());
    }

    private static List<String> descriptors(long pid) {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isSymbolicLink(file)) {
                    targets.add(Files.readSymbolicLink(file).toString());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The process, or one of its files, went away meanwhile.
            return targets;
        }
        return targets;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
