package io.yuhitsu.api;

import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.util.Optional;

/** A failure that says what the pipeline is to do about it and what a person should know. */
public final class FailureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final transient Message reason;
    private final Duration retryAfter;

    public FailureException(FailureKind kind, Message reason) {
        this(kind, reason, null, null);
    }

    public FailureException(FailureKind kind, Message reason, Throwable cause) {
        this(kind, reason, null, cause);
    }

    /** @param retryAfter when the other side said how long to wait, otherwise null */
    public FailureException(FailureKind kind, Message reason, Duration retryAfter, Throwable cause) {
        super(reason.toString(), cause);
        this.kind = kind;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public static FailureException badInput(Message reason) {
        return new FailureException(FailureKind.BAD_INPUT, reason);
    }

    public static FailureException busy(Message reason) {
        return new FailureException(FailureKind.BUSY, reason);
    }

    public FailureKind kind() {
        return kind;
    }

    public Message reason() {
        return reason;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
