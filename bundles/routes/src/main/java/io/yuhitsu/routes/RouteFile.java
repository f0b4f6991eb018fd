package io.yuhitsu.routes;

import io.yuhitsu.api.text.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One route file.
 *
 * @param name {@code pipeline.camel.yaml}
 * @param routes ids of the routes that run
 * @param message what is wrong and what to do; null when nothing is. Secrets are masked in it
 */
public record RouteFile(String name, Origin origin, State state, List<String> routes, Message message) {
    public RouteFile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(state);
        routes = List.copyOf(routes);
    }

    public Optional<Message> findMessage() {
        return Optional.ofNullable(message);
    }

    /** Where the text comes from. */
    public enum Origin {
        /** It came with the program. */
        SHIPPED,
        /** From the data folder's {@code routes/}; stands in for a shipped one of the same name. */
        OVERRIDDEN
    }

    /** What runs of it. */
    public enum State {
        /** The present text. */
        RUNNING,
        /** Nothing; a component is missing, and it starts when that comes. */
        WAITING,
        /** Nothing; the present text does not work, and there is no earlier one. */
        BROKEN,
        /** An earlier text or earlier values, because the present ones do not work. */
        STALE
    }
}
