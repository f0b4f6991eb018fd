package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.text.Message;
import java.io.IOException;

/** What {@code --json} prints; its fields are public. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Whether a delivery's manifest is that of the job's version. */
    static boolean names(byte[] manifest, JobId job, int version) throws IOException {
        JsonNode node = MAPPER.readTree(manifest);
        return node.path("jobId").asText().equals(job.value())
                && node.path("version").asInt() == version;
    }

    static void print(Screen screen, JsonNode node) throws JsonProcessingException {
        screen.out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }

    static ObjectNode of(Job job, RecordingFacts facts) {
        ObjectNode node = object();
        node.put("id", job.id().value());
        node.put("profile", job.profile().value());
        node.put("version", job.version());
        node.put("stage", job.stage().name());
        node.put("state", job.state().name());
        node.put("progress", job.progress());
        node.put("attempts", job.attempts());
        node.put("waitFor", job.waitFor() == null ? null : job.waitFor().name());
        node.put("notBefore", job.notBefore() == null ? null : job.notBefore().toString());
        node.put("queuePosition", job.rank());
        node.set("error", job.findReason().map(Json::of).orElse(null));
        node.put("receivedAt", job.receivedAt().toString());
        node.put("changedAt", job.changedAt().toString());
        ObjectNode recording = node.putObject("recording");
        recording.put("fileName", facts.fileName());
        recording.put("folder", facts.folder());
        recording.put("bytes", job.recording().bytes());
        recording.put("sha256", job.recording().sha256().hex());
        recording.put("durationMs", facts.recorded().duration().toMillis());
        recording.put("container", facts.recorded().container());
        recording.put("codec", facts.recorded().codec());
        node.put("title", facts.title());
        node.put("date", facts.date().toString());
        node.put("dateSource", facts.dateSource().name());
        return node;
    }

    static ObjectNode of(Delivery delivery) {
        ObjectNode node = object();
        node.put("id", delivery.id().value());
        node.put("target", delivery.target().name());
        node.put("channel", delivery.target().channel());
        node.put("state", delivery.state().name());
        node.put("attempts", delivery.attempts());
        node.put("receipt", delivery.receipt());
        node.set("error", delivery.reason() == null ? null : of(delivery.reason()));
        node.put("changedAt", delivery.changedAt().toString());
        return node;
    }

    static ObjectNode of(SpeechModel model) {
        ObjectNode node = object();
        node.put("name", model.name());
        node.put("engine", model.engine());
        node.put("language", model.language().toLanguageTag());
        node.put("bytes", model.bytes());
        node.put("demo", model.demo());
        return node;
    }

    static ObjectNode of(Message message) {
        return object().put("code", message.code()).put("ja", message.ja()).put("en", message.en());
    }
}
