package io.yuhitsu.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log with nothing in it but what the program itself can say: times, levels, classes, our own sentences with ids, numbers and codes in
 * them, and the frames of exceptions. All else (names, paths, addresses, what libraries quote) becomes {@code ***}.
 */
final class CleanLog {
    private static final String MASK = "***";
    private static final Pattern NUMBER_OR_ID = Pattern.compile("-?\\d+([.,]\\d+)?%?|[jd][0-9a-z]{20}");
    private static final Pattern FRAME = Pattern.compile(
            "^\\s+at ((?:[\\w.@-]*/)*[\\w.$<>]+)\\(((?:[\\w$]+\\.java(?::\\d+)?)|Native Method|Unknown Source)\\).*$");
    private static final Pattern THROWN = Pattern.compile(
            "^\\s*((?:Caused by: |Suppressed: )?(?:[a-z][a-z0-9_]*\\.)+[\\w$]*(?:Exception|Error|Refused))(?::.*)?$");
    private static final Pattern MORE = Pattern.compile("^\\s+\\.\\.\\. \\d+ (?:more|common frames omitted)$");

    private final ProgramWords words;
    private final Map<String, List<Template>> templates = new HashMap<>();

    CleanLog(ProgramWords words) {
        this.words = words;
    }

    private record Template(String text, Pattern pattern) {
        static Template of(String text) {
            StringBuilder regex = new StringBuilder();
            for (String literal : text.split("\\{\\}", -1)) {
                regex.append(regex.length() == 0 ? "" : "(.*?)").append(Pattern.quote(literal));
            }
            return new Template(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
        }

        int literals() {
            return text.replace("{}", "").length();
        }
    }

    void copy(BufferedReader from, PrintWriter to) throws IOException {
        int left = 0;
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            String clean = clean(line);
            if (clean == null) {
                left++;
            } else {
                left = said(left, to);
                to.println(clean);
            }
        }
        said(left, to);
    }

    private static int said(int left, PrintWriter to) {
        if (left > 0) {
            to.println("    (" + left + " lines left out)");
        }
        return 0;
    }

    /** @return null when nothing of the line can be shown */
    String clean(String line) {
        Matcher parts = LastRunCheck.LINE.matcher(line);
        if (parts.matches() && parts.group(1).matches("[0-9T:.+Z-]+")) {
            return parts.group(1) + " " + parts.group(2) + " " + message(parts.group(3), parts.group(5));
        }
        Matcher frame = FRAME.matcher(line);
        if (frame.matches()) {
            return "    at " + frame.group(1) + "(" + frame.group(2) + ")";
        }
        Matcher thrown = THROWN.matcher(line);
        if (thrown.matches()) {
            return thrown.group(1);
        }
        return MORE.matcher(line).matches() ? line : null;
    }

    private String message(String logger, String message) {
        String simple = logger.substring(logger.lastIndexOf('.') + 1);
        if (!logger.matches("([a-z]\\.)+[\\w$]+") || !words.classes().contains(simple)) {
            return MASK + " " + MASK;
        }
        for (Template template : templates.computeIfAbsent(simple, this::templates)) {
            Matcher values = template.pattern().matcher(message);
            if (values.matches()) {
                StringBuilder clean = new StringBuilder(logger).append(' ');
                String[] literals = template.text().split("\\{\\}", -1);
                for (int i = 0; i < literals.length; i++) {
                    clean.append(i == 0 ? "" : value(values.group(i))).append(literals[i]);
                }
                return clean.toString();
            }
        }
        return logger + " " + MASK;
    }

    /** The most telling first. */
    private List<Template> templates(String simple) {
        return words.constants().getOrDefault(simple, java.util.Set.of()).stream()
                .filter(text -> text.contains(" ") || text.contains("{}"))
                .map(Template::of)
                .sorted(Comparator.comparingInt(Template::literals).reversed())
                .toList();
    }

    private String value(String value) {
        if (NUMBER_OR_ID.matcher(value).matches() || words.isConstant(value)) {
            return value;
        }
        int colon = value.indexOf(": ");
        String code = colon < 0 ? "" : value.substring(0, colon);
        return words.codes().contains(code) ? code : MASK;
    }
}
