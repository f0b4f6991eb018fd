package io.yuhitsu.operations.health.internal;

import io.yuhitsu.api.health.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of figures in the documentation. */
final class MetricsTable {
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(yuhitsu[a-z.]+)` \\| (\\w+) \\| (\\w*) ?\\| ([a-z, ]*?) ?\\| .+\\|$", Pattern.MULTILINE);

    private MetricsTable() {}

    record Row(String name, String kind, String unit, Set<String> tags) {
        static Row of(Figure figure) {
            return new Row(
                    figure.name(),
                    figure.kind().name().toLowerCase(Locale.ROOT),
                    figure.unit(),
                    new TreeSet<>(figure.tags().keySet()));
        }
    }

    static Map<String, Row> english() throws IOException {
        return read("docs/metrics.md");
    }

    static Map<String, Row> japanese() throws IOException {
        return read("docs/ja/metrics.md");
    }

    private static Map<String, Row> read(String page) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../../..").resolve(page)));
        while (row.find()) {
            Set<String> tags =
                    row.group(4).isEmpty() ? Set.of() : Set.of(row.group(4).split(", "));
            rows.put(row.group(1), new Row(row.group(1), row.group(2), row.group(3), new TreeSet<>(tags)));
        }
        return rows;
    }
}
