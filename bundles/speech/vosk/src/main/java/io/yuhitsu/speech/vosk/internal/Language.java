package io.yuhitsu.speech.vosk.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The language of a model, read off its name as the public Vosk models have them: {@code vosk-model-small-en-us-0.22}. */
final class Language {
    /** Names that are no language codes, or other ones. */
    private static final Map<String, String> ALIASES =
            Map.of("cn", "zh", "vn", "vi", "ua", "uk", "kz", "kk", "jp", "ja", "kr", "ko", "br", "br");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Language() {}

    static Optional<Locale> of(String modelName) {
        List<String> parts = List.of(modelName.toLowerCase(Locale.ROOT).split("[-_]"));
        int start = parts.indexOf("model") + 1;
        for (int i = start; i < parts.size(); i++) {
            String code = ALIASES.getOrDefault(parts.get(i), parts.get(i));
            if (LANGUAGES.contains(code) || code.equals("tl")) {
                String next = i + 1 < parts.size() ? parts.get(i + 1).toUpperCase(Locale.ROOT) : "";
                return Optional.of(
                        COUNTRIES.contains(next)
                                ? new Locale.Builder()
                                        .setLanguage(code)
                                        .setRegion(next)
                                        .build()
                                : Locale.forLanguageTag(code));
            }
        }
        return Optional.empty();
    }
}
