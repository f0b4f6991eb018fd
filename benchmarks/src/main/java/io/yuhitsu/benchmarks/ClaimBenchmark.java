package io.yuhitsu.benchmarks;

import io.yuhitsu.store.internal.jdbc.BareStore;
import io.yuhitsu.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How long a worker waits for its next job among few and among many waiting ones. Both in turns, so that both meet the same machine. */
public final class ClaimBenchmark {
    private static final Place PLACE = Place.fromProperties();
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("bench.waiting", 100_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 1_000);
    private static final int WARM = 300;
    private static final double GOAL = 1.2;

    private ClaimBenchmark() {}

    public static void main(String[] args) throws Exception {
        Report report = new Report(PLACE, "claim", "the next job for a worker, median of " + ROUNDS + " claims");
        boolean kept;
        try (BareStore few = BareStore.derby(folder("derby-few"));
                BareStore many = BareStore.derby(folder("derby-many"))) {
            kept = compare(report, "Derby", few, many);
        }
        try (PostgresServer server = PostgresServer.launch("fsync=on");
                BareStore few = postgres(server, "few");
                BareStore many = postgres(server, "many")) {
            kept &= compare(report, "PostgreSQL", few, many);
        }
        report.keep();
        System.exit(kept ? 0 : 1);
    }

    private static BareStore postgres(PostgresServer server, String name) throws Exception {
        return BareStore.postgres(folder("postgres-" + name), server.createDatabase(name), PostgresServer.PASSWORD);
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(PLACE.work().resolve(name));
    }

    /** @return whether the goal is kept */
    private static boolean compare(Report report, String name, BareStore few, BareStore many) {
        few.fill(FEW);
        many.fill(MANY);
        measure(few, many, WARM);
        long[][] times = measure(few, many, ROUNDS);
        double fewMs = median(times[0]);
        double manyMs = median(times[1]);
        report.line("%s: %,d waiting %.2f ms, %,d waiting %.2f ms", name, FEW, fewMs, MANY, manyMs);
        report.line("%s: %,d / %,d = %.2f (goal <= %.1f)", name, MANY, FEW, manyMs / fewMs, GOAL);
        return manyMs / fewMs <= GOAL;
    }

    /** As many wait behind each claim as before it. */
    private static long[][] measure(BareStore few, BareStore many, int rounds) {
        long[][] times = new long[2][rounds];
        for (int i = 0; i < rounds; i++) {
            times[0][i] = few.claim();
            few.submit();
            times[1][i] = many.claim();
            many.submit();
        }
        return times;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
