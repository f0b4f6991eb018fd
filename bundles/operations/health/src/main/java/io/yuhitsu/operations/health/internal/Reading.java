package io.yuhitsu.operations.health.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.yuhitsu.api.health.Figure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The figures in a registry as they are now. */
final class Reading {
    private static final Comparator<Figure> BY_NAME = Comparator.comparing(Figure::name)
            .thenComparing(figure -> figure.tags().toString());

    private Reading() {}

    static List<Figure> of(MeterRegistry registry) {
        return registry.getMeters().stream()
                .flatMap(Reading::figure)
                .sorted(BY_NAME)
                .toList();
    }

    private static Stream<Figure> figure(Meter meter) {
        if (meter instanceof Timer timer) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("count", (double) timer.count());
            values.put("total", timer.totalTime(TimeUnit.SECONDS));
            values.put("max", timer.max(TimeUnit.SECONDS));
            return Stream.of(figure(meter, Figure.Kind.TIMER, "seconds", values));
        }
        if (meter instanceof Counter counter) {
            return Stream.of(figure(meter, Figure.Kind.COUNTER, unit(meter), Map.of("count", counter.count())));
        }
        if (meter instanceof Gauge gauge) {
            double value = gauge.value();
            // What cannot be read now, or whose owner has gone.
            return Double.isFinite(value)
                    ? Stream.of(figure(meter, Figure.Kind.GAUGE, unit(meter), Map.of("value", value)))
                    : Stream.empty();
        }
        return Stream.empty();
    }

    private static Figure figure(Meter meter, Figure.Kind kind, String unit, Map<String, Double> values) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (Tag tag : meter.getId().getTagsAsIterable()) {
            tags.put(tag.getKey(), tag.getValue());
        }
        return new Figure(meter.getId().getName(), kind, unit, tags, values);
    }

    private static String unit(Meter meter) {
        String unit = meter.getId().getBaseUnit();
        return unit == null ? "" : unit;
    }
}
