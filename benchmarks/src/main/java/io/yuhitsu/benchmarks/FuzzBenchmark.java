package io.yuhitsu.benchmarks;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.contracts.Mutations;
import io.yuhitsu.core.internal.intake.NameTargets;
import io.yuhitsu.intake.folder.internal.SideFileTarget;
import io.yuhitsu.itests.driver.Processes;
import io.yuhitsu.routes.internal.files.RouteTarget;
import io.yuhitsu.speech.decoder.internal.RecordingTargets;
import io.yuhitsu.speech.vosk.internal.ModelTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Damaged files of all kinds through everything that reads what strangers send. A find ends the run with an error: an exception without a
 * reason for people, a hang, a decoder that does not come back, memory beyond the limits. That a decoder process dies is none, but it is
 * counted and its file kept.
 */
public final class FuzzBenchmark {
    /** Three processes that each take as long as they may, and some. */
    private static final Duration HANG = Duration.ofSeconds(150);

    /** A decoder's limit of 512 MiB, its heap, and what it may have beside them. */
    private static final long MOST_CHILD_MB = 512 + 48 + 128;

    private static final String DEATH = "child died";
    private static final int KEPT_DEATHS = 3;
    private static final int MOST_KEPT_BYTES = 50_000;
    private static final int HEALTH_CHECK = 500;

    /** What has no child to wait for gets so many damaged files in a case. */
    private static final int BATCH = 100;

    /** Of one target; the same fault is found again and again. */
    private static final int MOST_FINDS = 5;

    private static final Place PLACE = Place.fromProperties();
    private static final Path KEPT = Path.of(System.getProperty("bench.fuzz"));

    private final List<FuzzTarget> targets;
    private final RecordingTargets recordings;
    private final long seed;
    private final long end;
    private final AtomicLong next = new AtomicLong();
    private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    private final List<String> finds = new ArrayList<>();

    private FuzzBenchmark(List<FuzzTarget> targets, RecordingTargets recordings, long seed, Duration time) {
        this.targets = targets;
        this.recordings = recordings;
        this.seed = seed;
        this.end = System.nanoTime() + time.toNanos();
    }

    public static void main(String[] args) throws Exception {
        long minutes = Long.getLong("bench.minutes", 30);
        long seed = Long.getLong("bench.seed", System.currentTimeMillis());
        Report report = new Report(PLACE, "fuzz", minutes + " minutes, seed " + seed);
        boolean clean;
        try (RecordingTargets recordings = new RecordingTargets(PLACE.work().resolve("run"))) {
            List<FuzzTarget> targets = new ArrayList<>(recordings.targets());
            targets.addAll(NameTargets.targets());
            targets.add(SideFileTarget.target(PLACE.work()));
            targets.addAll(ModelTargets.targets(PLACE.work()));
            targets.add(RouteTarget.target(Path.of(System.getProperty("bench.routes"))));
            targets.add(WireTarget.target());
            FuzzBenchmark run = new FuzzBenchmark(targets, recordings, seed, Duration.ofMinutes(minutes));
            Long one = Long.getLong("bench.case");
            if (one == null) {
                run.all();
            } else {
                run.once(one);
            }
            clean = run.print(report);
        }
        clean &= noChildIsLeft(report);
        report.keep();
        // Whatever still hangs must not keep the run from ending.
        Runtime.getRuntime().halt(clean ? 0 : 1);
    }

    private static boolean noChildIsLeft(Report report) {
        long left = ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .count();
        if (left > 0) {
            report.line("FIND: %d processes are left at the end", left);
        }
        return left == 0;
    }

    private void all() throws Exception {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            workers.add(new Worker());
        }
        workers.forEach(Thread::start);
        while (workers.stream().anyMatch(Thread::isAlive)) {
            for (Worker worker : workers) {
                worker.join(500);
                worker.lookForHang();
            }
            lookAtMemory();
        }
    }

    private void lookAtMemory() {
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            long mb = Processes.peakMb(child.pid());
            if (mb > MOST_CHILD_MB) {
                find("memory", "a child of " + mb + " MiB", null, -1);
            }
        }
    }

    /** One thread that tries case after case. */
    private final class Worker extends Thread {
        private volatile long current;
        private volatile long began = System.nanoTime();
        private boolean hung;

        Worker() {
            super("fuzz");
            setDaemon(true);
        }

        @Override
        public void run() {
            while (System.nanoTime() < end) {
                current = next.getAndIncrement();
                began = System.nanoTime();
                try {
                    once(current);
                    if (current % HEALTH_CHECK == 0) {
                        recordings.checkHealth();
                    }
                } catch (Exception | Error e) {
                    find("health", e.toString(), null, current);
                }
            }
        }

        void lookForHang() {
            if (isAlive() && !hung && System.nanoTime() - began > HANG.toNanos()) {
                hung = true;
                StringBuilder where = new StringBuilder("hangs");
                for (StackTraceElement element : getStackTrace()) {
                    where.append("\n    at ").append(element);
                }
                FuzzTarget target = target(current);
                find(target.name(), where.toString(), damaged(target, current, 0), current);
            }
        }
    }

    private FuzzTarget target(long number) {
        return targets.get((int) (number % targets.size()));
    }

    /** The same for the same seed and number. */
    private byte[] damaged(FuzzTarget target, long number, int sub) {
        Random random = new Random((seed * 1_000_003 + number) * BATCH + sub);
        byte[] sample = target.samples().get(random.nextInt(target.samples().size()));
        FuzzTarget another = target.hasChildren()
                ? targets.get(random.nextInt(recordings.targets().size()))
                : target;
        byte[] other = another.samples().get(random.nextInt(another.samples().size()));
        return Mutations.of(sample, other, random);
    }

    private void once(long number) throws InterruptedException {
        FuzzTarget target = target(number);
        for (int sub = 0; sub < (target.hasChildren() ? 1 : BATCH); sub++) {
            byte[] damaged = damaged(target, number, sub);
            String outcome = outcome(target, damaged, number);
            synchronized (outcomes) {
                outcomes.computeIfAbsent(target.name(), name -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
            }
        }
    }

    private String outcome(FuzzTarget target, byte[] damaged, long number) throws InterruptedException {
        try {
            return target.attempt().read(damaged);
        } catch (FailureException e) {
            String code = e.reason().code();
            if (code.equals(Transcriber.CHILD_DIED) || code.equals("recording-poison")) {
                death(target, damaged, number);
                return DEATH;
            }
            if (e.kind() != FailureKind.BAD_INPUT) {
                find(target.name(), "a failure without fault of the file: " + e.kind() + " " + code, damaged, number);
            }
            return code;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            find(target.name(), stack(e), damaged, number);
            return "find";
        }
    }

    private static String stack(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        for (int i = 0; i < Math.min(12, e.getStackTrace().length); i++) {
            text.append("\n    at ").append(e.getStackTrace()[i]);
        }
        return text.toString();
    }

    private void death(FuzzTarget target, byte[] damaged, long number) {
        int before;
        synchronized (outcomes) {
            before = outcomes.getOrDefault(target.name(), Map.of()).getOrDefault(DEATH, 0);
        }
        if (before < KEPT_DEATHS) {
            keep(target.name(), damaged, number);
        }
    }

    private synchronized void find(String target, String what, byte[] damaged, long number) {
        String find = target + ", seed " + seed + ", case " + number + ": " + what;
        finds.add(find);
        if (finds.stream().filter(known -> known.startsWith(target + ",")).count() > MOST_FINDS) {
            return;
        }
        System.out.println("FIND: " + find);
        if (damaged != null) {
            keep(target, damaged, number);
        }
    }

    private void keep(String target, byte[] damaged, long number) {
        if (damaged.length > MOST_KEPT_BYTES) {
            return;
        }
        try {
            Files.createDirectories(KEPT);
            Files.write(KEPT.resolve(target + "-" + seed + "-" + number + ".bin"), damaged);
        } catch (IOException e) {
            System.out.println("cannot be kept: " + e);
        }
    }

    private boolean print(Report report) {
        long deaths = 0;
        report.line("%d cases", next.get());
        for (Map.Entry<String, Map<String, Integer>> target : outcomes.entrySet()) {
            report.line("%-40s %s", target.getKey(), target.getValue());
            deaths += target.getValue().getOrDefault(DEATH, 0);
        }
        report.line("decoder processes that died: %d; finds: %d", deaths, finds.size());
        finds.stream().limit(20).forEach(find -> report.line("FIND: %s", find));
        return finds.isEmpty();
    }
}
