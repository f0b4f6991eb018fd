package io.yuhitsu.operations.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;

/**
 * Knows the commands by what people type behind {@code ./yuhitsu}.
 *
 * @param rest what follows the name of the command
 */
record CommandWords(Class<? extends Action> action, List<String> rest) {
    private static final Map<String, Class<? extends Action>> ONE = Map.of(
            "jobs", ListJobs.class,
            "rerun", RerunJob.class,
            "retry", RetryJob.class,
            "cancel", CancelJob.class,
            "submit", Submit.class,
            "status", ShowStatus.class,
            "wait-file", WaitFile.class,
            "findings", ListFindings.class,
            "support-facts", ShowSupportFacts.class,
            "dev-update", DevUpdate.class);

    private static final Map<String, Map<String, Class<? extends Action>>> TWO = Map.of(
            "job",
                    Map.of(
                            "list", ListJobs.class,
                            "show", ShowJob.class,
                            "wait", WaitJob.class,
                            "rerun", RerunJob.class,
                            "retry", RetryJob.class,
                            "cancel", CancelJob.class),
            "model", Map.of("list", ListModels.class, "install", InstallModel.class),
            "profile", Map.of("list", ListProfiles.class, "set", SetProfile.class, "remove", RemoveProfile.class),
            "route", Map.of("list", ListRoutes.class));

    /** @throws CommandException when they name no command */
    static CommandWords of(List<String> arguments) throws CommandException {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        if (ONE.containsKey(first)) {
            return new CommandWords(ONE.get(first), arguments.subList(1, arguments.size()));
        }
        Map<String, Class<? extends Action>> verbs = TWO.getOrDefault(first, Map.of());
        if (arguments.size() > 1 && verbs.containsKey(arguments.get(1))) {
            return new CommandWords(verbs.get(arguments.get(1)), arguments.subList(2, arguments.size()));
        }
        if (!verbs.isEmpty()) {
            throw new CommandException(
                    CommandException.USAGE,
                    "no-verb",
                    first,
                    verbs.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        throw new CommandException(CommandException.USAGE, "no-command", first);
    }

    /** All commands. */
    static List<Class<? extends Action>> actions() {
        return Stream.concat(ONE.values().stream(), TWO.values().stream().flatMap(verbs -> verbs.values().stream()))
                .<Class<? extends Action>>map(action -> action)
                .distinct()
                .toList();
    }

    boolean isHelp() {
        return rest.contains(Syntax.HELP) || rest.contains("-h");
    }

    Syntax syntax() {
        return Syntax.of(action);
    }

    /** The shell's line. @throws CommandException when the command does not take the rest */
    String line() throws CommandException {
        return syntax().line(rest);
    }
}
