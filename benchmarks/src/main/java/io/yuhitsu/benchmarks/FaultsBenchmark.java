package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.faults.Rounds;
import io.yuhitsu.itests.faults.Tally;
import io.yuhitsu.itests.faults.Walk;
import java.util.regex.Pattern;

/** Whether anything is lost or doubled when the server is halted at each durable step, and when it and its children are killed at random. */
public final class FaultsBenchmark {
    private static final Place PLACE = Place.fromProperties();

    private FaultsBenchmark() {}

    /** Properties: {@code bench.rounds}, {@code bench.seed}, {@code bench.steps} (a pattern of those that are walked; {@code none} for none). */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.getInteger("bench.rounds", 20);
        long seed = Long.getLong("bench.seed", System.currentTimeMillis());
        Pattern steps = Pattern.compile(System.getProperty("bench.steps", ".*"));
        System.exit(run(rounds, seed, steps) ? 0 : 1);
    }

    private static boolean run(int rounds, long seed, Pattern steps) throws Exception {
        Report report =
                new Report(PLACE, "faults", "halts at durable steps, then " + rounds + " rounds of seed " + seed);
        Tally tally = new Tally(line -> report.line("%s", line));
        Installation installation = Installation.at(PLACE.program(), PLACE.work());
        try {
            new Walk(installation, PLACE.work(), PLACE.samples(), tally).run(steps.asMatchPredicate(), true);
            new Rounds(installation, PLACE.work(), PLACE.samples(), tally, seed).run(rounds, true);
        } finally {
            tally.summary().forEach(line -> report.line("%s", line));
            tally.failures().forEach(line -> report.line("FAILED %s", line));
            report.keep();
        }
        return tally.failures().isEmpty();
    }
}
