package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.text.Message;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;

/**
 * What a command takes, read off its annotations. The shell knows that too, but tells wrong use in English and in its own words.
 *
 * @param command its name in the shell, without the scope
 * @param options name and type of the value; {@code boolean} takes none
 * @param least words that have to be there beside the options
 */
record Syntax(String command, Map<String, Class<?>> options, int least, int most) {
    static final String HELP = "--help";

    static Syntax of(Class<? extends Action> action) {
        Map<String, Class<?>> options = new LinkedHashMap<>();
        int least = 0;
        int most = 0;
        for (Field field : action.getDeclaredFields()) {
            Option option = field.getAnnotation(Option.class);
            if (option != null) {
                options.put(option.name(), field.getType());
            }
            Argument argument = field.getAnnotation(Argument.class);
            if (argument != null) {
                least += argument.required() ? 1 : 0;
                most = argument.multiValued() || most == Integer.MAX_VALUE ? Integer.MAX_VALUE : most + 1;
            }
        }
        return new Syntax(action.getAnnotation(Command.class).name(), options, least, most);
    }

    /** How the command is written: {@code ./yuhitsu jobs [--limit N]}. */
    String usage(Locale locale) {
        return Screen.TEXTS.text(locale, "usage." + command);
    }

    /** Usage, and what the command does. */
    String help(Locale locale) {
        return usage(locale) + System.lineSeparator() + Screen.TEXTS.text(locale, "help." + command);
    }

    /**
     * The shell's line for these words; each is quoted, so that nothing in it means anything to the shell.
     *
     * @throws CommandException when the command does not take them
     */
    String line(List<String> words) throws CommandException {
        // People write options anywhere; the shell knows them only before the arguments.
        List<String> first = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.length() == 1) {
                others.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Class<?> type = options.get(name);
            if (type == null || type == boolean.class && equals >= 0) {
                throw wrong("bad-option", word);
            }
            first.add(name);
            if (type != boolean.class) {
                if (equals < 0 && i + 1 == words.size()) {
                    throw wrong("no-value", name);
                }
                first.add(value(name, type, equals < 0 ? words.get(++i) : word.substring(equals + 1)));
            }
        }
        if (others.size() < least) {
            throw wrong("too-few", "");
        }
        if (others.size() > most) {
            throw wrong("too-many", others.get(most));
        }
        first.addAll(others);
        StringBuilder line = new StringBuilder("minutes:").append(command);
        first.forEach(word -> line.append(' ').append(quote(word)));
        return line.toString();
    }

    private String value(String name, Class<?> type, String value) throws CommandException {
        try {
            if (type == int.class) {
                Integer.parseInt(value);
            } else if (type == long.class) {
                Long.parseLong(value);
            }
            return value;
        } catch (NumberFormatException e) {
            throw wrong("no-number", name + " " + value);
        }
    }

    /** Wrong use: says what is wrong and how it is right, in both languages. */
    private CommandException wrong(String code, String word) {
        return new CommandException(
                CommandException.USAGE,
                new Message(code, wrong(Locale.JAPANESE, code, word), wrong(Locale.ENGLISH, code, word)));
    }

    private String wrong(Locale locale, String code, String word) {
        return Screen.TEXTS.text(locale, code, word) + System.lineSeparator() + usage(locale);
    }

    /** In single quotes the shell reads everything literally but the quote and the backslash. */
    private static String quote(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
