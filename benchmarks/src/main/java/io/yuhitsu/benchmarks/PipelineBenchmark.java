package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Processes;
import io.yuhitsu.itests.driver.Server;
import io.yuhitsu.speech.transcription.internal.BarePipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a recording costs from inbox to outbox, against the bare libraries on the same recording. */
public final class PipelineBenchmark {
    static final Pattern DELIVERED = Pattern.compile("job (\\S+): delivery \\S+ done");

    private static final Place PLACE = Place.fromProperties();

    private PipelineBenchmark() {}

    private record Cost(double wallSeconds, double cpuSeconds) {}

    public static void main(String[] args) throws Exception {
        int minutes = Integer.getInteger("bench.minutes", 60);
        int rounds = Integer.getInteger("bench.rounds", 3);
        Report report = new Report(
                PLACE, "pipeline", "a recording of " + minutes + " minutes, inbox to outbox, median of " + rounds);
        Path recording = LongRecording.write(PLACE.work().resolve("long.wav"), PLACE.samples(), minutes);
        List<Double> cpu = new ArrayList<>();
        List<Double> time = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Cost bare = bare(recording);
            Cost one = server(recording, 1);
            Cost two = server(recording, 2);
            report.line(
                    "bare libraries, one after the other: %.1f s, CPU %.1f s", bare.wallSeconds(), bare.cpuSeconds());
            report.line("server, one recogniser: %.1f s, CPU %.1f s", one.wallSeconds(), one.cpuSeconds());
            report.line("server, two recognisers: %.1f s, CPU %.1f s", two.wallSeconds(), two.cpuSeconds());
            cpu.add(one.cpuSeconds() / bare.cpuSeconds());
            time.add(two.wallSeconds() / bare.wallSeconds());
        }
        report.line("CPU, one recogniser / bare = %.3f (goal <= 1.05)", median(cpu));
        report.line("time, two recognisers / bare = %.3f (goal <= 0.55)", median(time));
        report.keep();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Cost bare(Path recording) throws IOException, InterruptedException {
        double before = Processes.endedChildrenCpuSeconds(ProcessHandle.current());
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djna.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BarePipeline.class.getName(),
                        PLACE.model("ja").toString(),
                        recording.toString(),
                        PLACE.work().resolve("long.pcm").toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the bare pipeline ended with " + process.exitValue());
        }
        return new Cost(
                (System.nanoTime() - begin) / 1e9, Processes.endedChildrenCpuSeconds(ProcessHandle.current()) - before);
    }

    private static Cost server(Path recording, int recognisers) throws IOException, InterruptedException {
        String data =
                Files.createTempDirectory(PLACE.work(), "data").getFileName().toString();
        Map<String, String> settings = Map.of("io.yuhitsu.speech.vosk.cfg", "recognisers=" + recognisers + "\n");
        try (Server server = PLACE.server(data).configure(settings).start()) {
            // The bare pipeline is told the language, too.
            server.must("profile", "set", "default", "language=ja");
            // A server in service, not the first minute of its life: it has made minutes of two short meetings.
            server.must("demo");
            long log = server.logLength();
            double cpu = Processes.cpuSeconds(server.process());
            long begin = System.nanoTime();
            server.putDone(recording, "2026-11-09 long.wav");
            server.await(DELIVERED, log);
            double wall = (System.nanoTime() - begin) / 1e9;
            return new Cost(wall, Processes.cpuSeconds(server.process()) - cpu);
        }
    }
}
