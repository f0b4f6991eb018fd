package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import java.io.IOException;

/** What people are told about a recording. */
final class Reasons {
    static final String EMPTY = "recording-empty";
    static final String TOO_LONG = "recording-too-long";
    static final String POISON = "recording-poison";
    static final String NOT_STARTED = "decoder-not-started";
    static final String TOO_COSTLY = "recording-too-costly";

    private static final Texts TEXTS = Texts.beside(Reasons.class);

    private Reasons() {}

    static Message message(String code, Object... args) {
        return TEXTS.message(code, args);
    }

    static FailureException bad(String code, Object... args) {
        return FailureException.badInput(message(code, args));
    }

    static FailureException unreadable(IOException cause) {
        return new FailureException(FailureKind.INTERNAL, message("recording-unreadable"), cause);
    }
}
