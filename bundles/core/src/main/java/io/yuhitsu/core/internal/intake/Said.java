package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.core.internal.Room.Shortage;
import java.util.Locale;

/** What the intake says to people. */
final class Said {
    private static final Texts TEXTS = Texts.beside(Said.class);

    private Said() {}

    static Message message(String code, Object... args) {
        return TEXTS.message(code, args);
    }

    /** {@code code} with the free and the needed MiB and the place. */
    static Message shortage(String code, Shortage shortage) {
        String free = Long.toString(shortage.free() >> 20);
        String needed = Long.toString((shortage.needed() + (1 << 20) - 1) >> 20);
        String place = "place." + shortage.place().name().toLowerCase(Locale.ROOT);
        return new Message(
                code,
                TEXTS.text(Locale.JAPANESE, code, free, needed, TEXTS.text(Locale.JAPANESE, place)),
                TEXTS.text(Locale.ENGLISH, code, free, needed, TEXTS.text(Locale.ENGLISH, place)));
    }
}
