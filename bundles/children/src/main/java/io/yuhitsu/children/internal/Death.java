package io.yuhitsu.children.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.children.ChildPool;

/** Why a child is no more. */
enum Death {
    /** It ended by itself. */
    DIED,
    MEMORY,
    GARBAGE,
    OUTPUT,
    DEADLINE,
    /** The call failed inside the child. */
    ERROR,
    /** It did not become ready. */
    START,
    /** Nobody wants the result of its call any more: cancelled, interrupted, or closed before the end. */
    ABANDONED,
    /** It is idle, or has done its number of calls. */
    RETIRED,
    /** Its pool is closed. */
    CLOSING;

    private static final Texts TEXTS = Texts.beside(Death.class);

    /** What the caller of a child is told that ended in this way. */
    FailureException failure(ChildProcess child, Throwable cause) {
        String name = child.spec().name();
        Message reason =
                switch (this) {
                    case DIED -> TEXTS.message("child-died", name, child.exitStatus());
                    case MEMORY ->
                        died(TEXTS.message("child-memory", name, child.spec().maxRssMb()));
                    case GARBAGE -> died(TEXTS.message("child-garbage", name));
                    case OUTPUT -> died(TEXTS.message("child-output", name));
                    case DEADLINE -> died(TEXTS.message("child-deadline", name));
                    case ERROR -> died(TEXTS.message("child-error", name));
                    case START -> TEXTS.message(ChildPool.NOT_STARTED, name);
                    case ABANDONED, RETIRED, CLOSING -> TEXTS.message("child-closing", name);
                };
        FailureKind kind =
                switch (this) {
                    case DIED, MEMORY, GARBAGE, OUTPUT, DEADLINE, ERROR, START -> FailureKind.INTERNAL;
                    case ABANDONED, RETIRED, CLOSING -> FailureKind.BUSY;
                };
        return new FailureException(kind, reason, cause);
    }

    static FailureException busy(String name) {
        return FailureException.busy(TEXTS.message(ChildPool.NO_CHILD, name));
    }

    static FailureException closing(String name) {
        return FailureException.busy(TEXTS.message("child-closing", name));
    }

    static FailureException cannotStart(String name, Throwable cause) {
        String code = cause instanceof Starter.UnusableException ? ChildPool.UNUSABLE : ChildPool.NOT_STARTED;
        return new FailureException(FailureKind.INTERNAL, TEXTS.message(code, name), cause);
    }

    /** What the operator is told of a pool whose children do not start. */
    static Message notStarting(String name) {
        return TEXTS.message(ChildPool.NOT_STARTED, name);
    }

    private static Message died(Message text) {
        return new Message(Transcriber.CHILD_DIED, text.ja(), text.en());
    }
}
