package io.yuhitsu.routes.internal.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesSource;

/** What {@code {{name}}} in a route file stands for, and which names were asked for. Secrets in it stay references. */
final class Values implements PropertiesSource {
    private static final Pattern SECRET = Pattern.compile("[$]\\[secret:([^\\];]+)]|[$][{]secret:([^}]+)}");

    private static final List<String> OF_THE_FRAMEWORK =
            List.of("service.", "component.", "osgi.ds.", "felix.fileinstall.", "org.apache.karaf.");

    private final Map<String, String> all;
    private final Map<String, String> used = new ConcurrentHashMap<>();

    Values(Map<String, String> all) {
        this.all = Map.copyOf(all);
    }

    /** From a configuration; {@code ${yuhitsu.data}} is the data folder, secrets may be written as in every other cfg file. */
    static Map<String, String> of(Map<String, ?> configuration, String dataFolder) {
        Map<String, String> values = new HashMap<>();
        configuration.forEach((key, value) -> {
            if (value != null && OF_THE_FRAMEWORK.stream().noneMatch(key::startsWith)) {
                String text = value.toString().strip().replace("${yuhitsu.data}", dataFolder);
                values.put(
                        key,
                        SECRET.matcher(text)
                                .replaceAll(m -> "{{secret:" + (m.group(1) == null ? m.group(2) : m.group(1)) + "}}"));
            }
        });
        return values;
    }

    @Override
    public String getName() {
        return "io.yuhitsu.routes";
    }

    @Override
    public String getProperty(String name) {
        String value = all.get(name);
        // Also what is not there: it may come.
        used.put(name, value == null ? "" : value);
        if (value != null) {
            ShippedValues.check(name, value);
        }
        return value;
    }

    /** The values that were asked for and are set. */
    Map<String, String> used() {
        Map<String, String> set = new TreeMap<>(used);
        set.values().removeIf(String::isEmpty);
        return set;
    }

    /** Whether the present values are the same for every name that was asked for. */
    boolean agreesWith(Map<String, String> now) {
        return used.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(now.getOrDefault(entry.getKey(), "")));
    }
}
