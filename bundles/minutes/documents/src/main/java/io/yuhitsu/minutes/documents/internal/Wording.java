package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.text.Texts;
import java.time.LocalDate;
import java.util.Locale;

/** Labels, dates and times in the language of the minutes. Does not rest on the locale data of the JVM, so that it is the same everywhere. */
public final class Wording {
    static final Texts TEXTS = Texts.beside(Wording.class);

    private final Locale locale;

    Wording(Locale locale) {
        this.locale = locale;
    }

    /** A label; named so that templates read {@code t.of("actions")}. */
    public String of(String code) {
        return TEXTS.text(locale, code);
    }

    String of(String code, Object... args) {
        return TEXTS.text(locale, code, args);
    }

    /** {@code 2026年11月9日(月)}, {@code Monday, 9 November 2026}. */
    String date(LocalDate date) {
        return of(
                "day",
                String.valueOf(date.getYear()),
                pick("months", date.getMonthValue()),
                String.valueOf(date.getDayOfMonth()),
                pick("weekdays", date.getDayOfWeek().getValue()));
    }

    String source(DateSource source) {
        return of("date-source." + source.name());
    }

    /** {@code 1分43秒}. */
    String duration(long ms) {
        long seconds = Math.max(0, ms + 500) / 1000;
        String h = String.valueOf(seconds / 3600);
        String m = String.valueOf(seconds / 60 % 60);
        String s = String.valueOf(seconds % 60);
        if (seconds >= 3600) {
            return of("hours", h, m, s);
        }
        return seconds >= 60 ? of("minutes-seconds", m, s) : of("seconds", s);
    }

    /** {@code 01:02:03}, cut off to the second, so that a player that jumps there does not miss the beginning. */
    static String clock(long ms) {
        long seconds = Math.max(0, ms) / 1000;
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private String pick(String code, int oneBased) {
        return of(code).split(",")[oneBased - 1];
    }
}
