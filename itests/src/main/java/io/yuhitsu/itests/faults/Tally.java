package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.check.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a run has seen so far; told line by line as it happens. */
public final class Tally {
    private static final List<String> LOST = List.of("nothing-acknowledged-is-lost", "every-recording-becomes-minutes");
    private static final List<String> DOUBLED = List.of("one-job-per-recording", "delivered-once");

    private final Consumer<String> lines;
    private final Map<CrashPoint, Boolean> points = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    /** By data folder: jobs that are DONE, jobs that are DEAD. */
    private final Map<String, int[]> ends = new LinkedHashMap<>();

    private int poisoned;
    private int retried;
    private int starts;

    public Tally(Consumer<String> lines) {
        this.lines = lines;
    }

    void say(String line) {
        lines.accept(line);
    }

    void started() {
        starts++;
    }

    void point(CrashPoint point, boolean hit, String scenario, long millis) {
        points.put(point, hit);
        say(String.format(
                java.util.Locale.ROOT,
                "%-36s %-7s %5.1f s  %s",
                point,
                hit ? "hit" : "NOT HIT",
                millis / 1000.0,
                scenario));
        if (!hit) {
            failures.add("not hit: " + point);
        }
    }

    void fail(String what) {
        failures.add(what);
        say("  FAILED " + what);
    }

    /** @param when after what they were found */
    void violations(String when, List<Violation> found) {
        found.forEach(violation -> fail(violation + " (after " + when + ")"));
    }

    void retried(int times) {
        retried += times;
    }

    void poisoned() {
        poisoned++;
    }

    /** Keeps how the jobs of a data folder have ended, until that is told of the same folder again. */
    void ended(String folder, int done, int dead) {
        ends.put(folder, new int[] {done, dead});
    }

    /** Each violation, each point that was not hit. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Sides of steps that were tried. */
    public int points() {
        return points.size();
    }

    public List<String> summary() {
        List<String> hit = points.keySet().stream()
                .filter(points::get)
                .map(CrashPoint::toString)
                .toList();
        return List.of(
                String.format(
                        java.util.Locale.ROOT,
                        "crash points hit: %d of %d%s",
                        hit.size(),
                        points.size(),
                        hit.isEmpty() ? "" : ": " + String.join(" ", hit)),
                String.format(
                        java.util.Locale.ROOT,
                        "jobs: %d DONE, %d DEAD, %d retried by hand, %d poison; %d starts of the server",
                        ends.values().stream().mapToInt(each -> each[0]).sum(),
                        ends.values().stream().mapToInt(each -> each[1]).sum(),
                        retried,
                        poisoned,
                        starts),
                String.format(
                        java.util.Locale.ROOT,
                        "lost: %d; doubled: %d; violations in all: %d",
                        failures(LOST),
                        failures(DOUBLED),
                        failures.size()));
    }

    private long failures(List<String> rules) {
        return failures.stream()
                .filter(failure -> rules.stream().anyMatch(failure::startsWith))
                .count();
    }
}
