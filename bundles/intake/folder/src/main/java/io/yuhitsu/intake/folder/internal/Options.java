package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.text.Texts;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of one URI, read strictly. Camel's own reading takes what is no time at all for none: with {@code settle=zzz} every file
 * would be taken half written.
 */
final class Options {
    private static final Texts TEXTS = Texts.beside(Options.class);
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    private static final Pattern TIME = Pattern.compile(
            "(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?(?:(\\d{1,15})ms)?");

    private final Map<String, Object> given;

    /** @param given what is read is taken out of it; what is left there nobody knows */
    Options(Map<String, Object> given) {
        this.given = given;
    }

    /** Null when it is not given. */
    String text(String name) throws FailureException {
        Object value = given.remove(name);
        if (value == null) {
            return null;
        }
        String text = value.toString().strip();
        if (text.isEmpty()) {
            throw FailureException.badInput(TEXTS.message("option-empty", name));
        }
        return text;
    }

    boolean flag(String name, boolean otherwise) throws FailureException {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : text.equals("true");
        }
        throw FailureException.badInput(TEXTS.message("option-flag", name, text));
    }

    Duration time(String name, Duration otherwise) throws FailureException {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (MILLIS.matcher(text).matches()) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw FailureException.badInput(TEXTS.message("option-time", name, text));
        }
        return Duration.ofDays(number(time, 1))
                .plusHours(number(time, 2))
                .plusMinutes(number(time, 3))
                .plusSeconds(number(time, 4))
                .plusMillis(number(time, 5));
    }

    private static long number(Matcher time, int group) {
        return time.group(group) == null ? 0 : Long.parseLong(time.group(group));
    }
}
