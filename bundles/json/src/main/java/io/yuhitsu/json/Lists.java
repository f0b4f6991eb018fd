package io.yuhitsu.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

final class Lists {
    private Lists() {}

    /** A missing or null list is an empty one. */
    static <T> List<T> read(JsonNode array, Class<T> type) throws JsonProcessingException {
        List<T> list = new ArrayList<>();
        for (JsonNode element : array) {
            list.add(Mapping.MAPPER.treeToValue(element, type));
        }
        return list;
    }
}
