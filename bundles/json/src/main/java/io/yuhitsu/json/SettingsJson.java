package io.yuhitsu.json;

import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Target;
import java.io.IOException;

/** Profile settings and targets, as the database keeps them. */
public final class SettingsJson {
    private SettingsJson() {}

    public static String write(ProfileSettings settings) throws IOException {
        return Mapping.MAPPER.writeValueAsString(settings);
    }

    public static ProfileSettings readSettings(String json) throws IOException {
        return Mapping.MAPPER.readValue(json, ProfileSettings.class);
    }

    public static String write(Target target) throws IOException {
        return Mapping.MAPPER.writeValueAsString(target);
    }

    public static Target readTarget(String json) throws IOException {
        return Mapping.MAPPER.readValue(json, Target.class);
    }
}
