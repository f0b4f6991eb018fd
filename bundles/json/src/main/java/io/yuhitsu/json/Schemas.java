package io.yuhitsu.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;

final class Schemas {
    private Schemas() {}

    static JsonNode root(InputStream in, String what, int newest) throws IOException {
        JsonNode root = Mapping.MAPPER.readTree(in);
        int version = root == null ? 0 : root.path("schemaVersion").asInt(0);
        if (version < 1) {
            throw new IOException("not a " + what + ": no schemaVersion");
        }
        if (version > newest) {
            throw new IOException(what + " of schema version " + version + "; this program reads up to " + newest);
        }
        return root;
    }
}
