package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Names in the settings that nobody reads: a typo there is silent otherwise. */
final class SettingsCheck {
    /** Names of the administrator's own may stand there, for route files of his own. */
    private static final String FREE = "io.yuhitsu.routes.cfg";

    private static final String OURS = "io.yuhitsu.";
    private static final int CLOSE = 2;

    private SettingsCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        Map<String, Path> templates = Settings.templates(site);
        for (Map.Entry<String, Path> file : Settings.files(site).entrySet()) {
            String name = file.getKey();
            Map<String, String> set;
            try {
                set = Settings.set(file.getValue());
            } catch (IOException e) {
                findings.warn(
                        "settings-unreadable", file.getValue(), e.getClass().getSimpleName());
                continue;
            }
            if (templates.containsKey(name)) {
                keys(name, set.keySet(), Settings.known(templates.get(name)).keySet(), findings);
            } else {
                Optional<String> meant = closest(name, templates.keySet());
                if (meant.isPresent()) {
                    findings.warn("settings-file-meant", name, meant.get());
                } else if (name.startsWith(OURS)) {
                    findings.warn("settings-file-unknown", name, String.join(", ", templates.keySet()));
                }
            }
        }
    }

    private static void keys(String name, Collection<String> set, Collection<String> known, Findings findings) {
        for (String key : set) {
            if (known.contains(key)) {
                continue;
            }
            Optional<String> meant = closest(key, known);
            if (meant.isPresent()) {
                findings.warn("setting-meant", key, name, meant.get());
            } else if (!name.equals(FREE)) {
                findings.warn("setting-unknown", key, name, String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static Optional<String> closest(String word, Collection<String> words) {
        return words.stream()
                .filter(other -> other.length() > CLOSE + 1 && distance(word, other) <= CLOSE)
                .min(Comparator.comparingInt(other -> distance(word, other)));
    }

    /** How many letters have to be put in, left out or exchanged; a change of case alone is none. */
    static int distance(String one, String other) {
        List<Integer> a = one.toLowerCase(java.util.Locale.ROOT).chars().boxed().toList();
        List<Integer> b =
                other.toLowerCase(java.util.Locale.ROOT).chars().boxed().toList();
        int[] above = new int[b.size() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int[] row = new int[b.size() + 1];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int exchanged = above[j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.size()];
    }
}
