package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Processes;
import io.yuhitsu.itests.driver.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The most memory that server and children hold together, for a short and for a long recording. */
public final class MemoryBenchmark {
    private static final Place PLACE = Place.fromProperties();
    private static final double GOAL = 1.15;

    private MemoryBenchmark() {}

    public static void main(String[] args) throws Exception {
        int few = Integer.getInteger("bench.short", 10);
        int many = Integer.getInteger("bench.long", 480);
        Report report = new Report(PLACE, "memory", "most memory of server and children, shared pages counted once");
        double small = most(few);
        report.line("%d minutes: %.0f MiB", few, small);
        double large = most(many);
        report.line("%d minutes: %.0f MiB", many, large);
        report.line("%d / %d minutes = %.3f (goal <= %.2f)", many, few, large / small, GOAL);
        report.keep();
        System.exit(large / small <= GOAL ? 0 : 1);
    }

    private static double most(int minutes) throws IOException, InterruptedException {
        Path recording = LongRecording.write(PLACE.work().resolve(minutes + ".wav"), PLACE.samples(), minutes);
        try (Server server = PLACE.server("data" + minutes).start()) {
            ProcessHandle process = server.process();
            AtomicBoolean over = new AtomicBoolean();
            double[] most = new double[1];
            Thread watch = new Thread(() -> {
                while (!over.get()) {
                    most[0] = Math.max(most[0], Processes.memoryMb(process));
                    pause();
                }
            });
            watch.start();
            server.put(recording, "2026-11-09 long.wav");
            server.await(PipelineBenchmark.DELIVERED, 0);
            over.set(true);
            watch.join();
            return most[0];
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
