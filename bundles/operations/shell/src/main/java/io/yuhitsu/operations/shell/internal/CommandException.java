package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.text.Message;

/** A command that could not do what it was asked for; carries what to tell the reader and the exit status. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;

    private final int status;
    private final transient Message reason;

    CommandException(int status, String code, Object... args) {
        this(status, Screen.TEXTS.message(code, args));
    }

    CommandException(int status, Message reason) {
        super(reason.en());
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    Message reason() {
        return reason;
    }
}
