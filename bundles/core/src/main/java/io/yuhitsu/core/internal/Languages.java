package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.ProfileSettings;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The language of a recording as people write it. */
public final class Languages {
    private static final Map<String, String> NAMES = Map.of("日本語", "ja", "japanese", "ja", "英語", "en", "english", "en");

    private Languages() {}

    /** The BCP 47 tag that is meant, or nothing when none can be. */
    public static Optional<String> parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        if (name.equals(ProfileSettings.AUTO) || NAMES.containsKey(name)) {
            return Optional.of(NAMES.getOrDefault(name, name));
        }
        try {
            String tag = new Locale.Builder().setLanguageTag(name).build().toLanguageTag();
            return tag.matches("[a-z]{2,3}(-.*)?") && !tag.startsWith("und") ? Optional.of(tag) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /** The same settings with that language. */
    public static ProfileSettings with(ProfileSettings settings, String language) {
        return new ProfileSettings(
                language,
                settings.timeZone(),
                settings.recogniser(),
                settings.model(),
                settings.template(),
                settings.company(),
                settings.department(),
                settings.formats(),
                settings.targets(),
                settings.approval());
    }
}
