package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a route file before Camel does and refuses what route files may not do: beans, classes, scripts, a failure policy of their own. */
final class RouteLint {
    /** Languages that expressions may be written in. */
    static final Set<String> LANGUAGES =
            new TreeSet<>(Set.of("simple", "constant", "header", "exchangeProperty", "variable", "tokenize", "file"));

    private static final Set<String> TOP = new TreeSet<>(Set.of("route", "from", "onException", "onCompletion"));

    /** In lower case without dashes, as Camel accepts both spellings. */
    private static final Set<String> CODE = Set.of(
            "bean",
            "beans",
            "beantype",
            "process",
            "script",
            "groovy",
            "mvel",
            "ognl",
            "spel",
            "js",
            "javascript",
            "python",
            "java",
            "joor",
            "csimple",
            "method",
            "class",
            "ref");

    private static final Set<String> SIDE_DOORS = Set.of("pollenrich", "poll");
    private static final Set<String> POLICY = Set.of("errorhandler", "errorhandlerref", "deadletterchannel");
    private static final Set<String> URIS = Set.of("uri", "to", "from", "tod", "enrich", "wiretap");
    private static final String PARAMETERS = "parameters";

    private static final Pattern CLASSES =
            Pattern.compile("#(?:class|type|bean|autowired)\\b|\\.class\\b|\\bgetClass\\b|\\bforName\\b");
    private static final Pattern FUNCTIONS = Pattern.compile(
            "\\$(?:simple)?\\{\\s*(bean|ref|type|sys|sysenv|env|properties|propertiesExist|camelContext|exchange|script)\\b");
    private static final Pattern ENVIRONMENT =
            Pattern.compile("\\{\\{\\s*[?!]?\\s*(env|sys|bean|service(?:\\.\\w+)?)\\s*:");
    private static final Pattern SECRET = Pattern.compile("\\{\\{\\s*\\??\\s*secret\\s*:");
    private static final int MOST_ALIASES = 20;
    private static final Texts TEXTS = Texts.beside(RouteLint.class);

    private RouteLint() {}

    /** @throws RouteRefused with what is wrong and what to do */
    static void check(String text) {
        Object read = read(text);
        if (!(read instanceof List<?> entries) || entries.isEmpty()) {
            throw new RouteRefused(TEXTS.message("not-a-list"));
        }
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> map)) {
                throw new RouteRefused(TEXTS.message("not-a-list"));
            }
            for (Object key : map.keySet()) {
                // A key that runs code is refused as such, which says more than "not at the top".
                key(String.valueOf(key));
                if (!TOP.contains(String.valueOf(key))) {
                    throw new RouteRefused(TEXTS.message("top-refused", key, String.join(", ", TOP)));
                }
            }
        }
        walk(read, false);
    }

    private static Object read(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setMaxAliasesForCollections(MOST_ALIASES)
                    .build();
            // Not from the string: SnakeYAML fails on one whose 1,025th character is the first half of a pair.
            return new Load(settings)
                    .loadFromInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (YamlEngineException e) {
            throw new RouteRefused(TEXTS.message("not-yaml", String.valueOf(e.getMessage())));
        }
    }

    /** @param uri the text is a part of an endpoint's URI */
    private static void walk(Object node, boolean uri) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                String key = key(String.valueOf(name));
                if (key.equals(PARAMETERS) && value instanceof Map<?, ?> options) {
                    // The names of options are the component's own.
                    options.values().forEach(option -> walk(option, true));
                } else {
                    walk(value, uri || URIS.contains(key));
                }
            });
        } else if (node instanceof Collection<?> list) {
            // Steps below "from" are no part of its URI.
            list.forEach(item -> walk(item, false));
        } else if (node instanceof String text) {
            text(text, uri);
        }
    }

    private static String key(String name) {
        String key = name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
        if (CODE.contains(key)) {
            throw new RouteRefused(TEXTS.message("code-refused", name));
        }
        if (SIDE_DOORS.contains(key)) {
            throw new RouteRefused(TEXTS.message("side-door-refused", name));
        }
        if (POLICY.contains(key)) {
            throw new RouteRefused(TEXTS.message("policy-refused", name));
        }
        return key;
    }

    private static void text(String text, boolean uri) {
        refuse(CLASSES.matcher(text), "text-refused");
        refuse(FUNCTIONS.matcher(text), "text-refused");
        refuse(ENVIRONMENT.matcher(text), "environment-refused");
        if (!uri) {
            refuse(SECRET.matcher(text), "secret-refused");
        }
    }

    private static void refuse(Matcher found, String message) {
        if (found.find()) {
            throw new RouteRefused(TEXTS.message(message, found.group()));
        }
    }
}
