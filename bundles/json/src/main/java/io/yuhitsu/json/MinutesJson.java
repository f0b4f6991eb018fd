package io.yuhitsu.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.NextMeeting;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Locale;

/** {@code minutes.json}; its schema is {@code minutes.schema.json} beside this class. */
public final class MinutesJson {
    /** Grows when a field changes its meaning; new fields do not change it. */
    public static final int SCHEMA_VERSION = 1;

    private MinutesJson() {}

    /** @param out not closed */
    public static void write(Minutes minutes, OutputStream out) throws IOException {
        ObjectNode root = Mapping.MAPPER.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("jobId", minutes.job().value());
        root.put("version", minutes.version());
        root.put("title", minutes.title());
        root.put("language", minutes.language().toLanguageTag());
        root.put("date", minutes.date().toString());
        root.put("dateSource", minutes.dateSource().name());
        root.set("participants", Mapping.MAPPER.valueToTree(minutes.participants()));
        root.set("summary", Mapping.MAPPER.valueToTree(minutes.summary()));
        root.set("topics", Mapping.MAPPER.valueToTree(minutes.topics()));
        root.set("openQuestions", Mapping.MAPPER.valueToTree(minutes.openQuestions()));
        root.set("nextMeeting", Mapping.MAPPER.valueToTree(minutes.nextMeeting()));
        root.set("coverage", Mapping.MAPPER.valueToTree(minutes.coverage()));
        root.set("decisions", Mapping.MAPPER.valueToTree(minutes.decisions()));
        root.set("actions", Mapping.MAPPER.valueToTree(minutes.actions()));
        root.set("notices", Notices.write(minutes.notices(), minutes.language()));
        Mapping.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, root);
    }

    /** @throws IOException when they are no minutes, or of a newer schema */
    public static Minutes read(InputStream in) throws IOException {
        JsonNode root = Schemas.root(in, "minutes", SCHEMA_VERSION);
        try {
            return new Minutes(
                    new JobId(root.required("jobId").asText()),
                    root.required("version").asInt(),
                    root.required("title").asText(),
                    Locale.forLanguageTag(root.required("language").asText()),
                    LocalDate.parse(root.required("date").asText()),
                    DateSource.valueOf(root.required("dateSource").asText()),
                    Lists.read(root.path("participants"), String.class),
                    Lists.read(root.path("summary"), Point.class),
                    Lists.read(root.path("topics"), Topic.class),
                    Lists.read(root.path("openQuestions"), Point.class),
                    Mapping.MAPPER.treeToValue(root.path("nextMeeting"), NextMeeting.class),
                    Mapping.MAPPER.treeToValue(root.required("coverage"), Coverage.class),
                    Lists.read(root.required("decisions"), Decision.class),
                    Lists.read(root.required("actions"), ActionItem.class),
                    Notices.read(root.path("notices")));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException("not minutes: " + e.getMessage(), e);
        }
    }
}
