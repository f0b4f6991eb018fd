package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether this program may open the data at all. */
final class DataVersionCheck {
    private DataVersionCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        Path stamp = site.data().resolve("data-version");
        if (!Files.exists(stamp)) {
            return;
        }
        Map<String, String> found;
        try {
            found = Settings.set(stamp);
        } catch (AccessDeniedException e) {
            // Said by the check of the folders.
            return;
        }
        String format = found.getOrDefault("format", "");
        if (!format.matches("[0-9]{1,9}")) {
            findings.error("data-version-damaged", stamp);
            return;
        }
        int known = Integer.parseInt(
                Files.readString(site.home().resolve("share/data-format")).strip());
        if (Integer.parseInt(format) > known) {
            findings.error("data-newer", found.getOrDefault("since", "?"), site.version());
        }
    }
}
