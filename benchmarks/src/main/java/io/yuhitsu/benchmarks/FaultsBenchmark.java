package io.yuhitsu.benchmarks;

import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.faults.Rounds;
import io.yuhitsu.itests.faults.Tally;
import io.yuhitsu.itests.faults.Walk;
import java.util.regex.Pattern;

/** Whether anything is lost or doubled when the server is halted at each durable step, and when it and its children are killed at random. */
public final class FaultsBenchmark {
    private static final Place PLACE = Place.fromProperties();

    private int rounds = 20;
    private long seed = System.nanoTime() & 0xffff_ffffL;
    private Pattern steps = Pattern.compile(".*");

    private FaultsBenchmark() {}

    /** Arguments: {@code --rounds N}, {@code --seed N}, {@code --steps PATTERN} (which steps are walked; {@code none} for none). */
    public static void main(String[] args) throws Exception {
        FaultsBenchmark faults = new FaultsBenchmark();
        for (int i = 0; i < args.length; i += 2) {
            faults.option(args[i], i + 1 < args.length ? args[i + 1] : "");
        }
        System.exit(faults.run() ? 0 : 1);
    }

    private void option(String name, String value) {
        switch (name) {
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--seed" -> seed = Long.parseLong(value);
            case "--steps" -> steps = Pattern.compile(value);
            default ->
                throw new IllegalArgumentException(
                        name + " is no option; there are --rounds N, --seed N, --steps PATTERN");
        }
    }

    private boolean run() throws Exception {
        Report report =
                new Report(PLACE, "faults", "halts at durable steps, then " + rounds + " rounds of seed " + seed);
        Tally tally = new Tally(line -> report.line("%s", line));
        Installation installation = Installation.at(PLACE.program(), PLACE.work());
        try {
            new Walk(installation, PLACE.work(), PLACE.samples(), tally).run(steps.asMatchPredicate());
            new Rounds(installation, PLACE.work(), PLACE.samples(), tally, seed).run(rounds);
        } finally {
            tally.summary().forEach(line -> report.line("%s", line));
            tally.failures().forEach(line -> report.line("FAILED %s", line));
            report.keep();
        }
        return tally.failures().isEmpty();
    }
}
