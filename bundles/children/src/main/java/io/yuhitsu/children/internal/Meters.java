package io.yuhitsu.children.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is measured of children; pools of the same name count as one. */
final class Meters {
    private static final String POOL = "pool";

    private Meters() {}

    /** How many children of that name there are and what memory they have, as long as there are these children. */
    static void watch(String name, SupervisedChildren children) {
        gauge("yuhitsu.children.running", null, name, children, c -> c.running(name));
        gauge("yuhitsu.children.memory", "bytes", name, children, c -> c.rssBytes(name));
        // Known as 0: whoever watches a count must see it grow from there.
        starts(name, "ready");
        starts(name, "failed");
        for (Death why : Death.values()) {
            ends(name, why);
        }
    }

    private static void gauge(
            String meter,
            String unit,
            String name,
            SupervisedChildren children,
            ToDoubleFunction<SupervisedChildren> value) {
        // That of children before these: what has a name already is not registered again.
        Metrics.globalRegistry.find(meter).tag(POOL, name).meters().forEach(Metrics.globalRegistry::remove);
        Gauge.builder(meter, children, value).baseUnit(unit).tag(POOL, name).register(Metrics.globalRegistry);
    }

    static void started(String name) {
        starts(name, "ready").increment();
    }

    static void notStarted(String name) {
        starts(name, "failed").increment();
    }

    static void ended(String name, Death why) {
        ends(name, why).increment();
    }

    private static Counter starts(String name, String outcome) {
        return Metrics.counter("yuhitsu.children.starts", POOL, name, "outcome", outcome);
    }

    private static Counter ends(String name, Death why) {
        return Metrics.counter(
                "yuhitsu.children.ends", POOL, name, "reason", why.name().toLowerCase(Locale.ROOT));
    }
}
