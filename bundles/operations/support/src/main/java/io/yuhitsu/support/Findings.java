package io.yuhitsu.support;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Collects what the checks find. */
final class Findings {
    static final Texts TEXTS = Texts.beside(Findings.class);

    /** Exit status: all is well, notes at most. */
    static final int WELL = 0;
    /** A start will fail or has failed, or the server cannot do its work. */
    static final int SICK = 1;
    /** It works, but there are warnings. */
    static final int WARNED = 3;

    private final List<Finding> all = new ArrayList<>();

    void error(String code, Object... args) {
        add(Level.ERROR, TEXTS.message(code, args), List.of());
    }

    void warn(String code, Object... args) {
        add(Level.WARNING, TEXTS.message(code, args), List.of());
    }

    void note(String code, Object... args) {
        add(Level.NOTE, TEXTS.message(code, args), List.of());
    }

    /** The command that mends what was found last. */
    void command(String line) {
        Finding last = all.remove(all.size() - 1);
        List<String> commands = new ArrayList<>(last.commands());
        commands.add(line);
        all.add(new Finding(last.level(), last.message(), commands));
    }

    void add(Level level, Message message, List<String> commands) {
        all.add(new Finding(level, message, commands));
    }

    /** @return whether one of these was found */
    boolean holds(String... codes) {
        return all.stream()
                .anyMatch(finding -> List.of(codes).contains(finding.message().code()));
    }

    /** Worst first. */
    List<Finding> sorted() {
        return all.stream().sorted(Comparator.comparing(Finding::level)).toList();
    }

    int exit() {
        if (all.stream().anyMatch(finding -> finding.level() == Level.ERROR)) {
            return SICK;
        }
        return all.stream().anyMatch(finding -> finding.level() == Level.WARNING) ? WARNED : WELL;
    }

    /** A path as a word of a shell's command line. */
    static String quoted(Path path) {
        return quoted(path.toString());
    }

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    static String text(Locale locale, String code, Object... args) {
        return TEXTS.text(locale, code, args);
    }
}
