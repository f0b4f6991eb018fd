package io.yuhitsu.minutes.rules.internal;

import io.yuhitsu.minutes.rules.internal.en.English;
import io.yuhitsu.minutes.rules.internal.ja.Japanese;
import io.yuhitsu.minutes.rules.internal.text.Language;
import java.util.Locale;

/** The languages that there are rules for. */
final class Languages {
    private static final Language JAPANESE = new Japanese();
    private static final Language ENGLISH = new English();

    private Languages() {}

    /** English for every language that there are no rules for: it splits at blanks and breaks nothing. */
    static Language of(Locale locale) {
        return locale.getLanguage().equals("ja") ? JAPANESE : ENGLISH;
    }
}
