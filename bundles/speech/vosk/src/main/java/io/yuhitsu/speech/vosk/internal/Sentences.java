package io.yuhitsu.speech.vosk.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yuhitsu.api.transcript.Word;
import java.io.IOException;
import java.util.List;

/** Reads what Vosk says about a sentence: {@code {"result": [{"conf", "end", "start", "word"}, …], "text": …}}. */
final class Sentences {
    private static final JsonFactory JSON = new JsonFactory();

    private Sentences() {}

    /** Adds the words of a sentence. */
    static void read(byte[] json, List<Word> to) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            boolean inResult = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    inResult = "result".equals(parser.currentName());
                } else if (token == JsonToken.END_ARRAY) {
                    inResult = false;
                } else if (token == JsonToken.START_OBJECT && inResult) {
                    to.add(word(parser));
                }
            }
        }
    }

    private static Word word(JsonParser parser) throws IOException {
        String text = "";
        double start = 0;
        double end = 0;
        double confidence = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token != JsonToken.FIELD_NAME) {
                throw new IOException("no JSON object");
            }
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "word" -> text = parser.getText();
                case "start" -> start = parser.getDoubleValue();
                case "end" -> end = parser.getDoubleValue();
                case "conf" -> confidence = parser.getDoubleValue();
                default -> parser.skipChildren();
            }
        }
        long startMs = Math.max(0, Math.round(start * 1000));
        return new Word(text, startMs, Math.max(startMs, Math.round(end * 1000)), Math.max(0, Math.min(1, confidence)));
    }
}
