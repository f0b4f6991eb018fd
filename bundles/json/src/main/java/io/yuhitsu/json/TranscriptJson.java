package io.yuhitsu.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** {@code transcript.json}; its schema is {@code transcript.schema.json} beside this class. */
public final class TranscriptJson {
    /** Grows when a field changes its meaning; new fields do not change it. */
    public static final int SCHEMA_VERSION = 1;

    private TranscriptJson() {}

    /** @param out not closed */
    public static void write(Transcript transcript, OutputStream out) throws IOException {
        ObjectNode root = Mapping.MAPPER.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("jobId", transcript.job().value());
        root.put("language", transcript.language().toLanguageTag());
        root.put("durationMs", transcript.durationMs());
        root.set("engine", Mapping.MAPPER.valueToTree(transcript.engine()));
        root.set("speakers", Mapping.MAPPER.valueToTree(transcript.speakers()));
        ArrayNode utterances = root.putArray("utterances");
        transcript.utterances().forEach(u -> utterances.add(Mapping.MAPPER.<JsonNode>valueToTree(u)));
        root.set("notices", Notices.write(transcript.notices(), transcript.language()));
        Mapping.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, root);
    }

    /** @throws IOException when it is no transcript, or of a newer schema */
    public static Transcript read(InputStream in) throws IOException {
        JsonNode root = Schemas.root(in, "transcript", SCHEMA_VERSION);
        try {
            return new Transcript(
                    new JobId(root.required("jobId").asText()),
                    Locale.forLanguageTag(root.required("language").asText()),
                    root.required("durationMs").asLong(),
                    Mapping.MAPPER.treeToValue(root.required("engine"), Engine.class),
                    Lists.read(root.required("speakers"), Speaker.class),
                    Lists.read(root.required("utterances"), Utterance.class),
                    Notices.read(root.path("notices")));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a transcript: " + e.getMessage(), e);
        }
    }

    /** The words of one recognised segment, as a step keeps them. */
    public static byte[] words(List<Word> words) throws IOException {
        return Mapping.MAPPER.writeValueAsBytes(words);
    }

    public static List<Word> words(byte[] json) throws IOException {
        return Lists.read(Mapping.MAPPER.readTree(json), Word.class);
    }
}
