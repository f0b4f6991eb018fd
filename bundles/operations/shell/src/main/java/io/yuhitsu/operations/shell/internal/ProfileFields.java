package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Target;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a profile as {@code key=value}, the way a person types them. */
final class ProfileFields {
    private ProfileFields() {}

    static Map<String, String> of(ProfileSettings settings) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("language", settings.language());
        fields.put("timeZone", settings.timeZone().getId());
        fields.put("recogniser", settings.recogniser());
        fields.put("model", settings.model());
        fields.put("template", settings.template());
        fields.put("company", settings.company());
        fields.put("department", settings.department());
        fields.put("formats", String.join(",", settings.formats()));
        fields.put("targets", settings.targets().stream().map(Target::channel).collect(Collectors.joining(",")));
        fields.put("approval", String.valueOf(settings.approval()));
        return fields;
    }

    /** @throws CommandException when a pair names no setting or its value is not possible */
    static ProfileSettings with(ProfileSettings settings, List<String> pairs, Choices choices) throws CommandException {
        Map<String, String> fields = of(settings);
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String key = pair.substring(0, Math.max(0, equals));
            String value = pair.substring(equals + 1).strip();
            if (fields.replace(key, value) == null) {
                throw bad(pair, fields);
            }
            choices.check(key, value);
        }
        try {
            String language = fields.get("language");
            if (!language.equals(ProfileSettings.AUTO)) {
                new Locale.Builder().setLanguageTag(language).build();
            }
            if (!List.of("true", "false").contains(fields.get("approval"))) {
                throw bad("approval=" + fields.get("approval"), fields);
            }
            return new ProfileSettings(
                    language,
                    ZoneId.of(fields.get("timeZone")),
                    fields.get("recogniser"),
                    fields.get("model"),
                    fields.get("template"),
                    fields.get("company"),
                    fields.get("department"),
                    Choices.list(fields.get("formats")),
                    targets(settings, Choices.list(fields.get("targets"))),
                    Boolean.parseBoolean(fields.get("approval")));
        } catch (DateTimeException | IllformedLocaleException e) {
            throw bad(pairs.stream().collect(Collectors.joining(" ")), fields);
        }
    }

    /** One target for each channel; those that were there keep their name and options. */
    private static List<Target> targets(ProfileSettings settings, List<String> channels) {
        List<Target> kept = settings.targets().stream()
                .filter(target -> channels.contains(target.channel()))
                .toList();
        Stream<Target> added = channels.stream()
                .filter(channel ->
                        kept.stream().noneMatch(target -> target.channel().equals(channel)))
                .map(channel -> channel.equals(Target.OUTBOX.channel())
                        ? Target.OUTBOX
                        : new Target(channel, channel, Map.of()));
        return Stream.concat(kept.stream(), added).toList();
    }

    private static CommandException bad(String pair, Map<String, String> fields) {
        return new CommandException(CommandException.USAGE, "bad-setting", pair, String.join(", ", fields.keySet()));
    }
}
