package io.yuhitsu.itests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A systemd unit as systemd reads it: words, quotes, backslashes, {@code %%} and, in commands, {@code $$}. */
final class Unit {
    private Unit() {}

    static Map<String, List<String>> parse(String unit) {
        Map<String, List<String>> keys = new HashMap<>();
        for (String line : unit.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String key = line.substring(0, equals);
                keys.computeIfAbsent(key, none -> new ArrayList<>())
                        .addAll(words(line.substring(equals + 1), key.startsWith("Exec")));
            }
        }
        return keys;
    }

    private static List<String> words(String value, boolean command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!quoted && c == ' ') {
                add(words, word);
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                word.append(value.charAt(++i));
            } else if (c == '%' || command && c == '$') {
                if (value.charAt(++i) != c) {
                    throw new IllegalArgumentException("a specifier or a variable at " + i + " in " + value);
                }
                word.append(c);
            } else {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (word != null) {
            words.add(word.toString());
        }
    }
}
