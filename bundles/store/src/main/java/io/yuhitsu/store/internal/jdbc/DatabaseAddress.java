package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.store.internal.Said;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, as the setting {@code database} says it: {@code postgresql://user@host:5432/name?sslmode=…}. No password.
 *
 * @param hosts one, or several of which the one that takes writes is used
 */
record DatabaseAddress(String user, List<Host> hosts, String name, Map<String, String> parameters) {
    private static final Texts TEXTS = Texts.beside(DatabaseAddress.class);
    private static final int DEFAULT_PORT = 5432;
    private static final Pattern FORM = Pattern.compile(
            "postgres(?:ql)?://(?<user>[^@:/?#]+)(?<password>:[^@/?#]*)?@(?<hosts>[^@/?#]+)/(?<name>[^@/?#]+)(?:\\?(?<parameters>[^#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]+]|[^\\[\\]:]+)(?::(?<port>\\d{1,5}))?");

    /** The others of the driver name classes to load, write files or change what our SQL means. */
    private static final Set<String> ALLOWED = Set.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "channelBinding",
            "targetServerType",
            "currentSchema",
            "connectTimeout",
            "socketTimeout",
            "ApplicationName");

    record Host(String name, int port) {
        /** Whether what is said to it does not leave this machine. */
        boolean isHere() {
            return name.equals("localhost") || name.startsWith("127.") || name.equals("::1");
        }

        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    DatabaseAddress {
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalStateException says in both languages what is wrong, without repeating what may be a password */
    static DatabaseAddress parse(String setting) {
        Matcher parts = FORM.matcher(setting.strip());
        if (!parts.matches()) {
            throw refused(TEXTS.message("database-setting-wrong"));
        }
        if (parts.group("password") != null) {
            throw refused(TEXTS.message("database-setting-password"));
        }
        List<Host> hosts = new ArrayList<>();
        for (String host : parts.group("hosts").split(",", -1)) {
            hosts.add(host(host));
        }
        return new DatabaseAddress(
                decoded(parts.group("user")),
                hosts,
                decoded(parts.group("name")),
                parameters(parts.group("parameters")));
    }

    private static Host host(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            throw refused(TEXTS.message("database-setting-wrong"));
        }
        String name = parts.group("name").replaceAll("[\\[\\]]", "");
        int port = parts.group("port") == null ? DEFAULT_PORT : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65_535) {
            throw refused(TEXTS.message("database-setting-wrong"));
        }
        return new Host(name, port);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new TreeMap<>();
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        for (String each : text.split("&", -1)) {
            int equals = each.indexOf('=');
            String key = equals < 0 ? each : each.substring(0, equals);
            if (equals < 0 || !ALLOWED.contains(key)) {
                // Of a password that was put here the word before the = alone is repeated.
                String allowed = String.join(", ", new TreeSet<>(ALLOWED));
                throw refused(TEXTS.message("database-setting-parameter", key, allowed));
            }
            parameters.put(key, decoded(each.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(TEXTS.message("database-setting-wrong"));
        }
    }

    private static IllegalStateException refused(Message message) {
        return new IllegalStateException(Said.inBoth(message));
    }

    String hostList() {
        return String.join(",", hosts.stream().map(Host::toString).toList());
    }

    /** For people: no parameters. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + hostList() + "/" + name;
    }
}
