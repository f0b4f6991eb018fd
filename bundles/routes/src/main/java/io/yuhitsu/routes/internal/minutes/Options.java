package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.text.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The options of one {@code minutes:} URI. */
final class Options {
    static final Texts TEXTS = Texts.beside(Options.class);

    private final String uri;
    private final Map<String, Object> given;

    /** @throws RouteRefused when an option is given that the verb does not know */
    Options(String uri, Map<String, Object> given, Set<String> known) {
        this.uri = uri;
        this.given = new TreeMap<>(given);
        for (String name : this.given.keySet()) {
            if (!known.contains(name)) {
                throw new RouteRefused(
                        known.isEmpty()
                                ? TEXTS.message("no-options", uri, name)
                                : TEXTS.message("unknown-option", uri, name, list(known)));
            }
        }
    }

    static String list(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).map(Object::toString).filter(value -> !value.isBlank());
    }

    String needed(String name) {
        return text(name).orElseThrow(() -> new RouteRefused(TEXTS.message("missing-option", uri, name)));
    }

    int number(String name, int otherwise, int least, int most) {
        return text(name)
                .map(value -> read(name, value, text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) {
                        throw new IllegalArgumentException(least + "–" + most);
                    }
                    return number;
                }))
                .orElse(otherwise);
    }

    /** @throws RouteRefused when the reader throws IllegalArgumentException, whose message says what is expected */
    <T> T read(String name, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new RouteRefused(TEXTS.message("bad-option", uri, name, value, String.valueOf(e.getMessage())));
        }
    }
}
