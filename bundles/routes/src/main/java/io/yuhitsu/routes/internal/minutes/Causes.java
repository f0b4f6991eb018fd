package io.yuhitsu.routes.internal.minutes;

import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.StringJoiner;

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

    /** Types and places of the chain of causes. Without the messages: those of connectors name files, and files are named after meetings. */
    static String withoutMessages(Throwable thrown) {
        StringJoiner chain = new StringJoiner(", caused by ");
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            StackTraceElement[] places = cause.getStackTrace();
            String reason = cause instanceof FileSystemException e && e.getReason() != null ? ": " + e.getReason() : "";
            chain.add(cause.getClass().getName() + reason + (places.length == 0 ? "" : " at " + places[0]));
            cause = cause.getCause();
        }
        return chain.toString();
    }
}
