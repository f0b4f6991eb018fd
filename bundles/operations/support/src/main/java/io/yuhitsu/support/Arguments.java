package io.yuhitsu.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the script says: {@code --home DIR --data DIR --version V --script NAME --state S --locked B --socket PATH --locale TAG -- WORDS…}. */
record Arguments(Site site, Locale locale, List<String> words) {
    static Arguments of(String[] args) {
        Map<String, String> options = new HashMap<>();
        List<String> words = new ArrayList<>(List.of(args));
        while (!words.isEmpty() && !words.get(0).equals("--")) {
            options.put(words.remove(0), words.remove(0));
        }
        if (!words.isEmpty()) {
            words.remove(0);
        }
        String socket = options.getOrDefault("--socket", "");
        Site site = new Site(
                Path.of(options.get("--home")),
                Path.of(options.get("--data")),
                options.get("--version"),
                options.get("--script"),
                Site.State.valueOf(options.get("--state").toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(options.get("--locked")),
                socket.isEmpty() ? null : Path.of(socket));
        return new Arguments(site, Locale.forLanguageTag(options.getOrDefault("--locale", "en")), words);
    }
}
