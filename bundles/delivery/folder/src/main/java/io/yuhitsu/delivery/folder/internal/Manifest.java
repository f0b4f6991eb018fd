package io.yuhitsu.delivery.folder.internal;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.delivery.DeliverableDocument;
import io.yuhitsu.api.delivery.DeliveryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code manifest.json}: what a folder holds, from which recording it was made, and which delivery put it there. */
final class Manifest {
    static final String FILE = "manifest.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Manifest() {}

    static byte[] of(DeliveryRequest request) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("deliveryId", request.id().value());
        root.put("jobId", request.job().value());
        root.put("version", request.version());
        root.put("profile", request.profile().value());
        root.put("title", request.minutes().title());
        root.put("date", request.minutes().date().toString());
        root.putObject("source")
                .put("fileName", request.sourceName())
                .put("sha256", request.sourceSha256().hex());
        ArrayNode files = root.putArray("files");
        for (DeliverableDocument document : request.documents()) {
            files.addObject()
                    .put("name", document.name())
                    .put("mediaType", document.mediaType())
                    .put("bytes", document.bytes())
                    .put("sha256", document.sha256().hex());
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** Whether that folder was put there by this delivery. */
    static boolean isOf(Path folder, DeliveryId delivery) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(folder.resolve(FILE)));
            return root.path("deliveryId").asText().equals(delivery.value());
        } catch (NoSuchFileException | com.fasterxml.jackson.core.JsonProcessingException e) {
            // Somebody else's folder, or one that a person changed.
            return false;
        }
    }
}
