package io.yuhitsu.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.yuhitsu.api.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Notices carry their text in the document's language, and both languages, so that nothing is lost on the way back. */
final class Notices {
    private Notices() {}

    static ArrayNode write(List<Message> notices, Locale language) {
        ArrayNode array = Mapping.MAPPER.createArrayNode();
        for (Message notice : notices) {
            array.addObject()
                    .put("code", notice.code())
                    .put("text", notice.in(language))
                    .put("ja", notice.ja())
                    .put("en", notice.en());
        }
        return array;
    }

    static List<Message> read(JsonNode array) {
        List<Message> notices = new ArrayList<>();
        for (JsonNode notice : array) {
            String text = notice.path("text").asText("");
            notices.add(new Message(
                    notice.required("code").asText(),
                    notice.path("ja").asText(text),
                    notice.path("en").asText(text)));
        }
        return notices;
    }
}
