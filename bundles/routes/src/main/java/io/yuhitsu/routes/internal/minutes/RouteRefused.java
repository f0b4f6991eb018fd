package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.text.Message;
import java.util.Optional;

/** Something in a route file that is not allowed or cannot work; the message is for the administrator who wrote it. */
public final class RouteRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Message reason;

    public RouteRefused(Message reason) {
        super(reason.en());
        this.reason = reason;
    }

    public Message reason() {
        return reason;
    }

    /** The refusal that an exception of Camel wraps. */
    public static Optional<RouteRefused> in(Throwable thrown) {
        return Causes.find(thrown, RouteRefused.class);
    }
}
