package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.driver.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Halts the server right before and right after each durable step, starts it again, and has the data folder checked: after each halt for
 * what holds at every instruction, and when the work has ended for everything. The start after a halt is the one with the next point; a
 * halt whose data folder the next point empties has a start of its own.
 */
public final class Walk {
    /** How {@code DurableStep} ends a server. */
    private static final int CRASHED = 86;

    private static final Duration TO_CRASH = Duration.ofSeconds(5);

    private final Installation installation;
    private final Path work;
    private final Path samples;
    private final Tally tally;

    /** @param work an empty folder @param samples folder with WAV files of talk */
    public Walk(Installation installation, Path work, Path samples, Tally tally) {
        this.installation = installation;
        this.work = work;
        this.samples = samples;
        this.tally = tally;
    }

    /**
     * @param wanted which of the distribution's steps
     * @param inFull also what takes minutes: idle servers hold no more than at first, and the sweeps remove what crashes left
     */
    public void run(Predicate<String> wanted, boolean inFull) throws IOException, InterruptedException {
        Set<String> left = new TreeSet<>(DurableSteps.of(installation.home()));
        left.removeIf(wanted.negate());
        tally.say(left.size() + " durable steps");
        visit(Starting.all(), "first", left, inFull);
        List<Scenario> scenarios = Stream.of(Arriving.all(), ByHand.all(), Failing.all(), Interrupted.all())
                .flatMap(List::stream)
                .toList();
        visit(scenarios, "walk", left, inFull);
    }

    private void visit(List<Scenario> scenarios, String folder, Set<String> left, boolean inFull)
            throws IOException, InterruptedException {
        Map<Scenario, List<String>> plan = new LinkedHashMap<>();
        for (Scenario scenario : scenarios) {
            List<String> steps = new ArrayList<>(scenario.steps());
            steps.retainAll(left);
            left.removeAll(steps);
            if (!steps.isEmpty()) {
                plan.put(scenario, steps);
            }
        }
        boolean last = folder.equals("walk");
        if (plan.isEmpty() && (!last || left.isEmpty())) {
            return;
        }
        Site site = new Site(installation, work.resolve(folder), samples, tally);
        Settling settling = new Settling(site);
        if (last && inFull) {
            settling.settle("the first start");
        }
        for (Map.Entry<Scenario, List<String>> each : plan.entrySet()) {
            for (String step : each.getValue()) {
                both(settling, each.getKey(), step);
            }
            if (!each.getKey().beginsAnew()) {
                settling.settle(each.getKey().name());
            }
        }
        if (last) {
            for (String step : left) {
                // Nobody knows yet what leads there.
                for (boolean after : new boolean[] {false, true}) {
                    search(settling, scenarios, new CrashPoint(step, after));
                }
            }
        }
        if (inFull) {
            settling.end();
        }
    }

    private void both(Settling settling, Scenario scenario, String step) throws IOException, InterruptedException {
        for (boolean after : new boolean[] {false, true}) {
            CrashPoint point = new CrashPoint(step, after);
            long begin = System.nanoTime();
            boolean hit = crash(settling.site(), scenario, point);
            tally.point(point, hit, scenario.name(), (System.nanoTime() - begin) / 1_000_000);
            if (scenario.beginsAnew()) {
                settling.settle(point.toString());
            }
        }
    }

    private void search(Settling settling, List<Scenario> scenarios, CrashPoint point)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (Scenario scenario : scenarios) {
            if (crash(settling.site(), scenario, point)) {
                tally.point(point, true, scenario.name(), (System.nanoTime() - begin) / 1_000_000);
                settling.settle(point.toString());
                return;
            }
        }
        tally.point(point, false, "no scenario leads there", (System.nanoTime() - begin) / 1_000_000);
        settling.settle(point.toString());
    }

    private boolean crash(Site site, Scenario scenario, CrashPoint point) throws IOException, InterruptedException {
        scenario.prepare(site);
        tally.started();
        try (Life life = Life.begin(site, point)) {
            try {
                life.awaitReady();
                scenario.act(life);
            } catch (Gone e) {
                return life.awaitEnd(TO_CRASH) == CRASHED;
            } catch (IOException e) {
                // The walk goes on; what this did to the data is seen by the checks.
                tally.fail(point + ", " + scenario.name() + ": " + e);
            } finally {
                tally.retried(life.retried());
            }
            return life.awaitEnd(TO_CRASH) == CRASHED;
        } finally {
            scenario.restore(site);
            tally.violations(point.toString(), site.checkAtAnyTime());
        }
    }
}
