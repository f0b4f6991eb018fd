package io.yuhitsu.speech.vosk.internal;

import java.io.IOException;

/** What is to be installed is no archive, or one that nobody should unpack. */
final class UnsafeArchiveException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String detail;

    /** @param code of the text that says what is wrong @param detail the entry or the limit */
    UnsafeArchiveException(String code, String detail) {
        super(code + ": " + detail);
        this.code = code;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
