package io.yuhitsu.api.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that the server measures. Its name and its tags are public and few: never an id, a name that people gave, or meeting content.
 *
 * @param name {@code yuhitsu.queue.age}
 * @param unit of the values: {@code seconds}, {@code bytes}; empty for a plain number
 * @param tags which one of its name, {@code stage=transcribe}
 * @param values {@code value} of a gauge; {@code count} of a counter since the server started; {@code count}, {@code total} and {@code max}
 *     (of the last minutes) of a timer
 */
public record Figure(String name, Kind kind, String unit, SortedMap<String, String> tags, Map<String, Double> values) {
    public Figure {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What its values mean. */
    public enum Kind {
        /** As it is now. */
        GAUGE,
        /** Only grows while the server runs. */
        COUNTER,
        /** How often, and how long in all. */
        TIMER
    }
}
