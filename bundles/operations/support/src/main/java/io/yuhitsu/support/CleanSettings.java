package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The administrator's settings: shipped keys with values that are numbers, switches, durations or time zones. No other value, no other key. */
final class CleanSettings {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]+)?(ms|s|m|h|d|%)?|true|false|");
    private static final Pattern JAVA_OPTION =
            Pattern.compile("-X(ms|mx|ss)[0-9]+[kKmMgG]?|-XX:[+-][A-Za-z0-9]+|-XX:[A-Za-z0-9]+=[0-9.]+[kKmMgG]?");
    private static final String MASK = "***";

    private CleanSettings() {}

    static String text(Site site) throws IOException {
        StringBuilder out = new StringBuilder();
        Map<String, Path> templates = Settings.templates(site);
        int others = 0;
        for (Map.Entry<String, Path> file : Settings.files(site).entrySet()) {
            if (!templates.containsKey(file.getKey())) {
                others++;
                continue;
            }
            out.append(file.getKey()).append('\n');
            Map<String, String> known = Settings.known(templates.get(file.getKey()));
            int unknown = 0;
            for (Map.Entry<String, String> each : Settings.set(file.getValue()).entrySet()) {
                if (known.containsKey(each.getKey())) {
                    out.append("    ")
                            .append(each.getKey())
                            .append('=')
                            .append(value(each.getValue(), known.get(each.getKey())));
                    out.append('\n');
                } else {
                    unknown++;
                }
            }
            if (unknown > 0) {
                out.append("    (").append(unknown).append(" keys that do not ship)\n");
            }
        }
        out.append("other .cfg files: ").append(others).append('\n');
        out.append("secrets: ").append(count(site.etc().resolve("secrets"))).append('\n');
        out.append("own logging.properties: ")
                .append(Files.exists(site.etc().resolve("logging.properties")))
                .append('\n');
        options(site.etc().resolve("java.options"), out);
        routes(site, out);
        return out.toString();
    }

    private static String value(String value, String shipped) {
        boolean plain = PLAIN.matcher(value.strip()).matches()
                || value.equals(shipped)
                || ZoneId.getAvailableZoneIds().contains(value.strip());
        return plain ? value : MASK;
    }

    private static void options(Path file, StringBuilder out) throws IOException {
        if (!Files.isReadable(file)) {
            return;
        }
        out.append("java.options\n");
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                out.append("    ")
                        .append(JAVA_OPTION.matcher(line.strip()).matches() ? line.strip() : MASK)
                        .append('\n');
            }
        }
    }

    /** Which shipped route files have a version of their own here; names of others may say anything. */
    private static void routes(Site site, StringBuilder out) throws IOException {
        Path folder = site.data().resolve("routes");
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> own;
        try (Stream<Path> files = Files.list(folder)) {
            own = files.sorted().toList();
        }
        int others = 0;
        for (Path file : own) {
            String name = file.getFileName().toString();
            if (Files.exists(site.home().resolve("routes").resolve(name))) {
                out.append("routes/").append(name).append(" stands in for the shipped one\n");
            } else {
                others++;
            }
        }
        out.append("other route files: ").append(others).append('\n');
    }

    private static long count(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
