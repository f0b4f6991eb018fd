package io.yuhitsu.itests;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A data folder on a disk of its own, in memory and small enough to be filled. It is mounted in a mount namespace that a process of this test
 * holds open; when that ends, and the server, it is gone.
 */
final class SmallDisk implements AutoCloseable {
    /** How root and how others get a namespace, and how they enter it. */
    private enum Way {
        ROOT(List.of("unshare", "-m"), List.of("-m")),
        USER(List.of("unshare", "-rm"), List.of("-U", "-m", "--preserve-credentials"));

        private final List<String> make;
        private final List<String> enter;

        Way(List<String> make, List<String> enter) {
            this.make = make;
            this.enter = enter;
        }
    }

    private final Process holder;
    private final Way way;
    private final Path folder;

    private SmallDisk(Process holder, Way way, Path folder) {
        this.holder = holder;
        this.way = way;
        this.folder = folder;
    }

    /** @return nothing where this user may not do that */
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        for (Way way : Way.values()) {
            List<String> command = new ArrayList<>(way.make);
            String mount =
                    "mount -t tmpfs -o mode=0700,size=" + megabytes + "m tmpfs \"$0\" && echo mounted && exec cat";
            command.addAll(List.of("sh", "-c", mount, folder.toString()));
            try {
                Process holder = new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                BufferedReader said =
                        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
                if ("mounted".equals(said.readLine())) {
                    return Optional.of(new SmallDisk(holder, way, folder));
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The data folder as this process can see it. */
    Path seen() {
        return Path.of("/proc/" + holder.pid() + "/root")
                .resolve(folder.toString().substring(1));
    }

    /** Runs {@code bin/yuhitsu} where the disk is. */
    Outcome run(Installation installation, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid())));
        command.addAll(way.enter);
        command.add("--");
        command.add(installation.home().resolve("bin/yuhitsu").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.toString()));
        Path output = Files.createTempFile("yuhitsu", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " does not end: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Fills the disk but for about so many bytes; to the last block for 0. */
    void fill(long leave) throws IOException {
        byte[] block = new byte[4096];
        byte[] chunk = new byte[1 << 20];
        try (RandomAccessFile file = new RandomAccessFile(filler().toFile(), "rw")) {
            file.seek(file.length());
            long free = free();
            while (free > leave) {
                file.write(free - leave > chunk.length ? chunk : block);
                free = free();
            }
        } catch (IOException e) {
            if (free() > leave + chunk.length) {
                throw e;
            }
        }
    }

    /** Makes the room again that {@link #fill} took. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    long free() {
        return seen().toFile().getUsableSpace();
    }

    private Path filler() {
        return seen().resolve("filler");
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
