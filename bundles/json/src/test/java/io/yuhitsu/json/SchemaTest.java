package io.yuhitsu.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.NextMeeting;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shipped schemas and what is written say the same. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobId JOB = JobId.next(0);
    private static final List<Message> NOTICES = List.of(new Message("demo-model", "デモ", "demo"));
    private static final List<Evidence> EVIDENCE = List.of(new Evidence("u1", 0, 900));
    private static final List<Point> POINTS = List.of(new Point("要点", EVIDENCE));

    private static ObjectNode transcript(List<Utterance> utterances) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TranscriptJson.write(
                new Transcript(
                        JOB,
                        Locale.JAPANESE,
                        1000,
                        new Engine("vosk", "demo"),
                        List.of(new Speaker("s1", "話者1")),
                        utterances,
                        NOTICES),
                out);
        return (ObjectNode) JSON.readTree(out.toByteArray());
    }

    private static ObjectNode fullTranscript() throws IOException {
        return transcript(List.of(
                new Utterance("u1", "s1", 0, 900, "はい。", "はい", 1, List.of(new Word("はい", 0, 500, 0.9))),
                new Utterance("u2", null, 900, 950, "うん。", "うん", 0, List.of())));
    }

    private static ObjectNode minutes(NextMeeting next, ActionItem... actions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MinutesJson.write(
                new Minutes(
                        JOB,
                        2,
                        "定例",
                        Locale.JAPANESE,
                        LocalDate.of(2026, 11, 9),
                        DateSource.FILE_NAME,
                        List.of("髙橋"),
                        POINTS,
                        List.of(new Topic("予算", EVIDENCE, POINTS)),
                        POINTS,
                        next,
                        new Coverage(1000, 900),
                        List.of(new Decision("d1", "決定", EVIDENCE, 0.8, false)),
                        List.of(actions),
                        NOTICES),
                out);
        return (ObjectNode) JSON.readTree(out.toByteArray());
    }

    private static ObjectNode fullMinutes() throws IOException {
        return minutes(
                new NextMeeting(LocalDate.of(2026, 11, 24), "24日", EVIDENCE),
                new ActionItem("a1", "手配する", "田中", LocalDate.of(2026, 11, 20), "20日", EVIDENCE, 1, true));
    }

    private static Set<ValidationMessage> faults(String name, JsonNode document) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema(name));
        return schema.validate(document, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonNode schema(String name) throws IOException {
        return JSON.readTree(SchemaTest.class.getResource(name + ".schema.json"));
    }

    @Test
    void writtenTranscriptsAreValid() throws IOException {
        assertThat(faults("transcript", fullTranscript())).isEmpty();
        assertThat(faults("transcript", transcript(List.of()))).isEmpty();
    }

    @Test
    void writtenMinutesAreValid() throws IOException {
        assertThat(faults("minutes", fullMinutes())).isEmpty();
        assertThat(faults(
                        "minutes",
                        minutes(
                                new NextMeeting(null, "春", EVIDENCE),
                                new ActionItem("a1", "x", null, null, null, EVIDENCE, 0, true))))
                .isEmpty();
        assertThat(faults("minutes", minutes(null))).isEmpty();
    }

    @Test
    void everyWrittenFieldIsRequiredAndDescribed() throws IOException {
        assertDescribed(schema("transcript"), schema("transcript"), fullTranscript(), "transcript");
        assertDescribed(schema("minutes"), schema("minutes"), fullMinutes(), "minutes");
    }

    @Test
    void aMissingFieldAndAWrongTypeAreFaults() throws IOException {
        ObjectNode without = fullMinutes();
        without.remove("decisions");
        assertThat(faults("minutes", without)).isNotEmpty();
        ObjectNode wrong = fullMinutes();
        wrong.put("date", "9. November");
        assertThat(faults("minutes", wrong)).isNotEmpty();
        ObjectNode newer = fullTranscript();
        newer.put("something", "new");
        assertThat(faults("transcript", newer)).isEmpty();
    }

    private static void assertDescribed(JsonNode root, JsonNode schema, JsonNode value, String where) {
        JsonNode target =
                schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (target.has("oneOf")) {
            assertDescribed(root, target.get("oneOf").get(1), value, where);
        } else if (value.isArray()) {
            value.forEach(element -> assertDescribed(root, target.path("items"), element, where + "[]"));
        } else if (value.isObject()) {
            value.fieldNames().forEachRemaining(name -> {
                assertThat(target.path("properties").has(name))
                        .as(where + "." + name)
                        .isTrue();
                assertThat(target.path("required")).as(where + "." + name).anyMatch(r -> r.asText()
                        .equals(name));
                assertDescribed(root, target.path("properties").get(name), value.get(name), where + "." + name);
            });
        }
    }
}
