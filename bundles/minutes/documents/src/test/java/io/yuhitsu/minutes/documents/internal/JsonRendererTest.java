package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.MinutesRendererContract;
import io.yuhitsu.contracts.OddMinutes;
import io.yuhitsu.json.MinutesJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonRendererTest implements MinutesRendererContract {
    private final JsonRenderer renderer = new JsonRenderer();

    @Override
    public MinutesRenderer renderer() {
        return renderer;
    }

    @Override
    public boolean showsTranscript() {
        return false;
    }

    @Override
    public boolean showsHead() {
        return false;
    }

    @Override
    public String readable(byte[] document) throws IOException {
        StringBuilder text = new StringBuilder();
        collect(new ObjectMapper().readTree(document), text);
        return text.toString();
    }

    private static void collect(JsonNode node, StringBuilder to) {
        to.append(node.isValueNode() ? node.asText() + "\n" : "");
        node.forEach(child -> collect(child, to));
    }

    @Test
    void hostileTextComesBack() throws Exception {
        MinutesRenderer.Source source = OddMinutes.hostile("<script> ]]> \" \\ \u0001 \u2028 𠮷");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(source, out);
        assertThat(MinutesJson.read(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(source.minutes());
    }
}
