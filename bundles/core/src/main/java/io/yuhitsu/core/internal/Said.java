package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import java.util.Locale;

/** What the core says to people. */
final class Said {
    private static final Texts TEXTS = Texts.beside(Said.class);

    private Said() {}

    static Message message(String code, Object... args) {
        return TEXTS.message(code, args);
    }

    /** Names the stage as people call it in their language. */
    static Message stageDone(Stage stage, String seconds) {
        String name = "stage." + stage.verb();
        return new Message(
                "stage-done",
                TEXTS.text(Locale.JAPANESE, "stage-done", TEXTS.text(Locale.JAPANESE, name), seconds),
                TEXTS.text(Locale.ENGLISH, "stage-done", TEXTS.text(Locale.ENGLISH, name), seconds));
    }
}
