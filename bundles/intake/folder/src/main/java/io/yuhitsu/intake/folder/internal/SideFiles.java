package io.yuhitsu.intake.folder.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code NAME.json} beside a recording: title, date, language, participants; other fields are left alone. */
final class SideFiles {
    private static final Texts TEXTS = Texts.beside(SideFiles.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long MOST_BYTES = 1 << 20;

    private SideFiles() {}

    /** @throws FailureException BAD_INPUT: it cannot be read as what it should be */
    static SideFile read(Path file) throws FailureException, IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw bad(file);
        }
        byte[] content = Files.readAllBytes(file);
        try {
            JsonNode root = MAPPER.readTree(content);
            if (root == null || !root.isObject()) {
                throw bad(file);
            }
            List<String> participants = new ArrayList<>();
            for (JsonNode participant : root.path("participants")) {
                participants.add(participant.asText());
            }
            return new SideFile(text(root, "title"), text(root, "date"), text(root, "language"), participants);
        } catch (IOException e) {
            // No JSON, or not even text: the bytes are in memory, so the disk has no part in it.
            throw bad(file);
        }
    }

    private static String text(JsonNode root, String field) {
        JsonNode value = root.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static FailureException bad(Path file) {
        return FailureException.badInput(TEXTS.message("side-file", file.getFileName()));
    }
}
