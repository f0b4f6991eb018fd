package io.yuhitsu.json;

import io.yuhitsu.api.intake.RecordingFacts;
import java.io.IOException;
import java.io.InputStream;

/** The facts of a recording, as the intake keeps them in a blob. */
public final class FactsJson {
    private FactsJson() {}

    public static byte[] write(RecordingFacts facts) throws IOException {
        return Mapping.MAPPER.writeValueAsBytes(facts);
    }

    public static RecordingFacts read(InputStream in) throws IOException {
        return Mapping.MAPPER.readValue(in, RecordingFacts.class);
    }
}
