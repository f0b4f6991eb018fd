package io.yuhitsu.api;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a kind of meeting (会議種別), also the name of its inbox folder: 1–64 characters in NFC; letters of any script, digits,
 * {@code _ - .} and blanks inside; does not start with a dot or end with a dot or blank.
 */
public record ProfileId(String value) {
    private static final Pattern FORM =
            Pattern.compile("[\\p{L}\\p{N}_-](?:[\\p{L}\\p{N}\\p{M}_ .-]{0,62}[\\p{L}\\p{N}\\p{M}_-])?");

    public static final ProfileId DEFAULT = new ProfileId("default");

    public ProfileId {
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a profile name: " + value);
        }
    }

    /** The profile of that name, or nothing when the text cannot be one. */
    public static Optional<ProfileId> parse(String text) {
        String nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
        return FORM.matcher(nfc).matches() ? Optional.of(new ProfileId(nfc)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
