package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;

/** What the intake says to people. */
final class Said {
    private static final Texts TEXTS = Texts.beside(Said.class);

    private Said() {}

    static Message message(String code, Object... args) {
        return TEXTS.message(code, args);
    }
}
