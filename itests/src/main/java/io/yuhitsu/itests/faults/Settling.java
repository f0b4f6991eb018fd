package io.yuhitsu.itests.faults;

import java.io.IOException;
import java.util.regex.Pattern;

/** Starts the server without a fault, lets all work end, stops it and has everything checked. */
final class Settling {
    private static final Pattern SWEPT = Pattern.compile("old objects had no job and were removed");

    private final Site site;
    private final Tally tally;
    private Vitals baseline;

    Settling(Site site) {
        this.site = site;
        this.tally = site.tally();
    }

    Site site() {
        return site;
    }

    /** @param when after what, for the report */
    void settle(String when) throws IOException, InterruptedException {
        settle(when, life -> {});
    }

    /** @param act what is done first */
    void settle(String when, Scenario.Act act) throws IOException, InterruptedException {
        life(when, act, false);
    }

    /** The same, and what crashes left is two days old: nothing of it may be there afterwards. */
    void end() throws IOException, InterruptedException {
        site.age();
        life("the end", life -> {}, true);
    }

    private void life(String when, Scenario.Act act, boolean last) throws IOException, InterruptedException {
        tally.started();
        long log = site.server().logLength();
        try (Life life = Life.begin(site, null)) {
            life.awaitReady();
            // New profiles are made from the default one: all are told the language, or two models would listen each
            // time.
            ByHand.must(life, "profile", "set", "default", "language=ja");
            act.act(life);
            measure(life, when);
            if (last) {
                life.await(
                        "old content without a job is removed",
                        () -> SWEPT.matcher(site.server().log(log)).find());
            }
            life.stop();
        } catch (Gone e) {
            tally.fail("the server ended by itself after " + when);
        }
        tally.violations(when, site.checkSettled());
    }

    /** Lets all work of a running server end and sees that it holds no more than at first. @param when after what */
    void measure(Life life, String when) throws IOException, InterruptedException, Gone {
        life.settle();
        site.pardon();
        tally.retried(life.retried());
        vitals(life, when);
        tally.ended(site.name(), life.count(null, "DONE"), life.count(null, "DEAD"));
    }

    private void vitals(Life life, String when) throws IOException, InterruptedException, Gone {
        if (baseline == null) {
            // Of a server that has worked: its children run and its threads have begun.
            site.hand();
            life.settle();
            baseline = Vitals.of(life.server());
        }
        Vitals now = baseline.await(life.server());
        if (!now.isWithin(baseline)) {
            tally.fail("back-to-the-baseline: " + now + ", at first " + baseline + " (after " + when + ")");
        }
    }
}
