package io.yuhitsu.itests.check;

/**
 * A file that was handed to the server.
 *
 * @param sha256 of its content, in hexadecimal digits
 * @param name that it had in the inbox
 */
public record Expected(String profile, String name, String sha256, Fate fate) {
    /** What has to come of it. */
    public enum Fate {
        /** Minutes, and the recording in {@code accepted/}. */
        MINUTES,
        /** Minutes; the recording is deleted when it is stored. */
        MINUTES_AND_DELETED,
        /** The one kind of recording that may end DEAD: it kills whoever listens to it. */
        POISON,
        /** A place in {@code rejected/} with a note. */
        REJECTED
    }

    @Override
    public String toString() {
        return profile + "/" + name;
    }
}
