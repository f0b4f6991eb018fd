package io.yuhitsu.routes.internal.minutes;

import java.util.Optional;

/** Looks through what Camel wraps around an exception. */
public final class Causes {
    private static final int DEEPEST = 50;

    private Causes() {}

    /** The first of that type in the chain of causes, from the outside in. */
    public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
