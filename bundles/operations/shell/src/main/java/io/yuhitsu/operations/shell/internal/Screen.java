package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.karaf.shell.api.console.Session;

/**
 * What the reader of a command's output sees it on.
 *
 * @param width of the terminal in columns, 0 when there is none: then nothing is redrawn
 */
record Screen(PrintStream out, Locale locale, int width) {
    static final Texts TEXTS = Texts.beside(Screen.class);
    static final String LOCALE = "yuhitsu.locale";
    static final String WIDTH = "yuhitsu.width";
    static final String DIRECTORY = "yuhitsu.directory";

    static Screen of(Session session) {
        Object locale = session.get(LOCALE);
        Object width = session.get(WIDTH);
        return new Screen(
                session.getConsole(),
                locale instanceof Locale l ? l : Locale.getDefault(),
                width instanceof Integer w ? w : 0);
    }

    /** For a command whose output is for a program: what is said on the way is not shown. */
    Screen silent() {
        return new Screen(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), locale, 0);
    }

    String text(String code, Object... args) {
        return TEXTS.text(locale, code, args);
    }

    void say(String code, Object... args) {
        out.println(text(code, args));
    }

    String in(Message message) {
        return message.in(locale);
    }
}
