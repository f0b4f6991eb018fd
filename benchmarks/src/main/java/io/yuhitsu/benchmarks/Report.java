package io.yuhitsu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines that are printed at once and kept in a file when the run is over. */
final class Report {
    private final Place place;
    private final String name;
    private final List<String> lines = new ArrayList<>();

    Report(Place place, String name, String title) throws IOException {
        this.place = place;
        this.name = name;
        line("%s: %s", name, title);
        line("commit %s, %d x %s", place.commit(), Runtime.getRuntime().availableProcessors(), processor());
    }

    void line(String form, Object... values) {
        String line = String.format(Locale.ROOT, form, values);
        System.out.println(line);
        lines.add(line);
    }

    void keep() throws IOException {
        Files.createDirectories(place.results());
        Files.write(place.results().resolve(name + "-" + place.commit() + ".txt"), lines);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }
}
