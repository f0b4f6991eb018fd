package io.yuhitsu.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The processes of the real distribution, killed at work from outside. */
class ChildrenIT {
    private static final Path FOLDER = Path.of("target", "children").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int HEADER = 44;

    /** So long that a kill hits it at work; a minute of speech takes a second or two. */
    private static final int REPETITIONS = 14;

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.fresh(FOLDER);
        startServer();
    }

    @AfterAll
    static void stop() throws Exception {
        run("stop");
    }

    @Test
    void aRecordingWhoseRecognisersDecoderAndServerAreKilledIsDoneAndNoProcessIsLeft() throws Exception {
        Path accepted = handIn("2026-11-12 long.wav");
        kill("VoskChild");
        awaitProgress();
        kill("DecoderChild");
        awaitProgress();

        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readString(DATA.resolve("run/yuhitsu.pid")).strip()))
                .orElseThrow();
        // After so many kills the pools pause before they start others.
        await().atMost(PATIENCE).until(() -> server.descendants().count() >= 3);
        List<ProcessHandle> children = server.descendants().toList();
        assertThat(server.destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

        startServer();
        Outcome done = run("wait-file", accepted.toString(), "--timeout", "120");
        assertThat(done.exit()).as(done.output()).isZero();
        assertThat(run("jobs", "--json").output()).contains("\"DONE\"").doesNotContain("\"DEAD\"");
    }

    /** Kills the children of this kind, at least one, while they are at work. */
    private static void kill(String kind) throws Exception {
        await().atMost(PATIENCE).until(() -> !living(kind).isEmpty());
        List<ProcessHandle> children = living(kind);
        children.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static List<ProcessHandle> living(String kind) throws IOException {
        long server =
                Long.parseLong(Files.readString(DATA.resolve("run/yuhitsu.pid")).strip());
        List<ProcessHandle> living = new ArrayList<>();
        for (ProcessHandle child :
                ProcessHandle.of(server).orElseThrow().descendants().toList()) {
            Path proc = Path.of("/proc", Long.toString(child.pid()), "cmdline");
            if (Files.exists(proc) && Files.readString(proc).contains(kind)) {
                living.add(child);
            }
        }
        return living;
    }

    /** Until the job has got further than it is now. */
    private static void awaitProgress() throws Exception {
        double before = progress();
        await().atMost(PATIENCE).until(() -> progress() > before);
        assertThat(run("jobs", "--json").output()).as("still at work").contains("\"TRANSCRIBE\"");
    }

    private static double progress() throws Exception {
        Matcher progress = Pattern.compile("\"progress\" : ([0-9.E-]+)")
                .matcher(run("jobs", "--json").output());
        return progress.find() ? Double.parseDouble(progress.group(1)) : 0;
    }

    /** The English sample again and again. */
    private static Path handIn(String name) throws Exception {
        Path sample;
        try (var files = Files.list(installation.home().resolve("samples"))) {
            sample = files.filter(file -> file.toString().contains("Weekly"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] wav = Files.readAllBytes(sample);
        int samples = wav.length - HEADER;
        ByteBuffer header = ByteBuffer.wrap(wav, 0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, HEADER - 8 + REPETITIONS * samples).putInt(HEADER - 4, REPETITIONS * samples);
        Path aside = DATA.resolve("inbox/default/." + name + ".part");
        try (OutputStream out = Files.newOutputStream(aside)) {
            out.write(wav, 0, HEADER);
            for (int i = 0; i < REPETITIONS; i++) {
                out.write(wav, HEADER, samples);
            }
        }
        Files.move(aside, DATA.resolve("inbox/default").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Path accepted = DATA.resolve("accepted/default").resolve(name);
        await().atMost(PATIENCE).until(() -> Files.exists(accepted));
        return accepted;
    }

    private static void startServer() throws Exception {
        Outcome started = run("start");
        assertThat(started.exit()).as(started.output()).isZero();
    }

    private static Outcome run(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--data", DATA.toString()));
        return installation.run(line.toArray(String[]::new));
    }
}
