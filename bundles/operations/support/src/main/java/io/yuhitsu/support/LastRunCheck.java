package io.yuhitsu.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the last start left: the reason why it failed, errors in its log, signs of a run that was cut off. */
final class LastRunCheck {
    static final Pattern LINE = Pattern.compile("^(\\S+) (TRACE|DEBUG|INFO|WARN|ERROR) +(\\S+) \\[(.*?)\\] (.*)$");
    private static final int MOST_ERRORS = 5;
    private static final int MOST_CHARACTERS = 300;

    private LastRunCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        Path run = site.run();
        if (site.state() == Site.State.STOPPED && site.locked()) {
            findings.error("locked", site.data());
            findings.command("fuser -v " + Findings.quoted(run.resolve("lock")));
        }
        Path failed = run.resolve("failed");
        boolean told = Files.isReadable(failed) && Files.size(failed) > 0;
        if (told) {
            String reason = Files.readString(failed).strip();
            findings.error("start-failed", reason);
        }
        if (site.state() == Site.State.STOPPED) {
            stopped(site, told, findings);
        }
        errors(site, findings);
    }

    private static void stopped(Site site, boolean told, Findings findings) throws IOException {
        if (!told && Files.exists(site.data().resolve("db/db.lck"))) {
            findings.note("cut-off");
        }
        Path console = site.data().resolve("log/console.log");
        if (Files.isReadable(console)) {
            // What Java itself says when it does not even begin.
            List<String> lines = Files.readAllLines(console, StandardCharsets.ISO_8859_1);
            lines.stream()
                    .filter(line -> line.startsWith("Error: ") || line.startsWith("Unrecognized VM option"))
                    .findFirst()
                    .ifPresent(line -> findings.error("java-refused", shortened(line)));
        }
    }

    /** Errors since the last start, with their innermost causes; the log goes on over many starts. */
    private static void errors(Site site, Findings findings) throws IOException {
        Path log = site.data().resolve("log/yuhitsu.log");
        Path started = site.run().resolve("java.arguments");
        if (!Files.isReadable(log) || !Files.exists(started)) {
            return;
        }
        Instant since = Files.getLastModifiedTime(started).toInstant();
        Map<String, String> found = new LinkedHashMap<>();
        String error = null;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(log),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher parts = LINE.matcher(line);
                if (parts.matches()) {
                    boolean counts = parts.group(2).equals("ERROR") && isSince(parts.group(1), since);
                    error = counts ? shortened(parts.group(5)) : null;
                    if (counts) {
                        found.putIfAbsent(error, "");
                    }
                } else if (error != null && line.startsWith("Caused by: ")) {
                    found.put(error, "\n        " + shortened(line));
                }
            }
        }
        if (!found.isEmpty()) {
            findings.warn(
                    "errors-in-log",
                    log,
                    found.entrySet().stream()
                            .skip(Math.max(0, found.size() - MOST_ERRORS))
                            .map(each -> "\n    " + each.getKey() + each.getValue())
                            .collect(Collectors.joining()));
        }
    }

    private static boolean isSince(String time, Instant since) {
        try {
            return !OffsetDateTime.parse(time).toInstant().isBefore(since);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
