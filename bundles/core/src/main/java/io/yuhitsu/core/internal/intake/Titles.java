package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.ProfileId;
import java.util.Optional;
import java.util.regex.Pattern;

/** The title of a meeting: what somebody wrote, or what is left of the file name without its date. */
final class Titles {
    private static final int LONGEST = 200;
    /** What is looked at to find a title: some patterns take time that grows with the square of the length. */
    private static final int MOST_SIGNS = 4 * LONGEST;

    private static final Pattern EXTENSION = Pattern.compile("\\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,5}$");
    // Marks that turn the direction of writing could make a document read as something else.
    private static final Pattern HOSTILE = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");
    private static final Pattern BLANKS = Pattern.compile("[_\\s\\u3000]+");
    private static final Pattern EMPTY_BRACKETS = Pattern.compile("\\(\\s*\\)|（\\s*）|\\[\\s*]|【\\s*】|「\\s*」");
    private static final Pattern ENDS = Pattern.compile("^[\\s\\-–—.,、。・~〜～]+|[\\s\\-–—.,、・~〜～]+$");

    private Titles() {}

    /** The name without the ending that says what kind of file it is. */
    static String base(String fileName) {
        return EXTENSION.matcher(fileName).replaceFirst("");
    }

    /** @param date where the date stands in the name, null when it has none */
    static String fromName(Folded name, MeetingDates.Found date, ProfileId profile) {
        String shown = name.shown();
        String without = date == null ? shown : shown.substring(0, date.start()) + " " + shown.substring(date.end());
        return clean(without)
                .or(() -> profile.equals(ProfileId.DEFAULT) ? clean(shown) : Optional.empty())
                .orElse(profile.value());
    }

    /** A title without hostile signs; nothing when nothing is left. */
    static Optional<String> clean(String text) {
        String head = text.length() <= MOST_SIGNS
                ? text
                : text.substring(
                        0, Character.isHighSurrogate(text.charAt(MOST_SIGNS - 1)) ? MOST_SIGNS - 1 : MOST_SIGNS);
        String clean = Folded.of(HOSTILE.matcher(head).replaceAll(" ")).shown();
        clean = EMPTY_BRACKETS.matcher(clean).replaceAll(" ");
        clean = BLANKS.matcher(clean).replaceAll(" ");
        clean = ENDS.matcher(clean).replaceAll("");
        if (clean.codePointCount(0, clean.length()) > LONGEST) {
            clean = clean.substring(0, clean.offsetByCodePoints(0, LONGEST)).strip();
        }
        return clean.isBlank() ? Optional.empty() : Optional.of(clean);
    }
}
