package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real database on a real full disk: some megabytes of memory in a mount namespace of its own. */
final class FullDiskTest {
    private static final List<List<String>> WAYS = List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"));

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void aFullDiskEndsNothingAndLosesNothingThatWasCommitted() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        List<String> command = new ArrayList<>(namespace());
        command.addAll(List.of(
                "sh", "-c", "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"", disk.toString(), java(), "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), FillingServer.class.getName(), disk.toString()));
        Path said = folder.resolve("said");
        Path log = folder.resolve("log");
        Process server = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            boolean ended = server.waitFor(150, TimeUnit.SECONDS);
            assertThat(Files.readAllLines(said))
                    .as(() -> "ended: " + ended + "\n" + tail(log))
                    .containsExactlyElementsOf(expected());
        } finally {
            server.destroyForcibly();
        }
    }

    private static List<String> expected() {
        List<String> lines = new ArrayList<>(
                IntStream.range(0, 8).mapToObj(round -> "ROUND " + round).toList());
        lines.add("LOST []");
        return lines;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** How this user gets a mount namespace; the suite is left out, by name, where nobody gets one. */
    private static List<String> namespace() throws Exception {
        for (List<String> way : WAYS) {
            List<String> command = new ArrayList<>(way);
            command.add("true");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return way;
                }
            } catch (IOException e) {
                break; // no such program
            }
        }
        Path skipped = Files.createDirectories(Path.of("target/yuhitsu-skipped"));
        Files.writeString(skipped.resolve("FullDiskTest.txt"), "this machine grants no mount namespace\n");
        return Assumptions.abort("this machine grants no mount namespace");
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
