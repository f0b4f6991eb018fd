package io.yuhitsu.operations.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Translates what people type behind {@code ./yuhitsu} into the server's shell commands. */
final class CommandWords {
    private static final Map<String, String> ONE = Map.of(
            "jobs", "list-jobs",
            "rerun", "rerun-job",
            "retry", "retry-job",
            "cancel", "cancel-job",
            "submit", "submit",
            "status", "show-status",
            "wait-file", "wait-file",
            "dev-update", "dev-update");

    private static final Map<String, Map<String, String>> TWO = Map.of(
            "job",
                    Map.of(
                            "list", "list-jobs",
                            "show", "show-job",
                            "wait", "wait-job",
                            "rerun", "rerun-job",
                            "retry", "retry-job",
                            "cancel", "cancel-job"),
            "model", Map.of("list", "list-models", "install", "install-model"),
            "profile", Map.of("list", "list-profiles", "set", "set-profile"),
            "route", Map.of("list", "list-routes"));

    private static final Set<String> WITH_VALUE = Set.of("--state", "--limit", "--profile", "--timeout");

    private CommandWords() {}

    /**
     * The shell's line for these arguments; each is quoted, so that nothing in it means anything to the shell.
     *
     * @throws CommandException when they name no command
     */
    static String line(List<String> arguments) throws CommandException {
        if (arguments.isEmpty()) {
            throw new CommandException(CommandException.USAGE, "no-command", "");
        }
        String first = arguments.get(0);
        if (ONE.containsKey(first)) {
            return line(ONE.get(first), arguments.subList(1, arguments.size()));
        }
        Map<String, String> verbs = TWO.get(first);
        if (verbs == null || arguments.size() < 2 || !verbs.containsKey(arguments.get(1))) {
            throw new CommandException(
                    CommandException.USAGE,
                    "no-command",
                    String.join(" ", arguments.subList(0, Math.min(2, arguments.size()))));
        }
        return line(verbs.get(arguments.get(1)), arguments.subList(2, arguments.size()));
    }

    private static String line(String command, List<String> arguments) {
        StringBuilder line = new StringBuilder("minutes:").append(command);
        optionsFirst(arguments).forEach(argument -> line.append(' ').append(quote(argument)));
        return line.toString();
    }

    /** People write options anywhere; the shell knows them only before the arguments. */
    private static List<String> optionsFirst(List<String> arguments) {
        List<String> options = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                others.add(argument);
                continue;
            }
            options.add(argument);
            if (WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
                options.add(arguments.get(++i));
            }
        }
        options.addAll(others);
        return options;
    }

    /** In single quotes the shell reads everything literally but the quote and the backslash. */
    static String quote(String argument) {
        return "'" + argument.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
