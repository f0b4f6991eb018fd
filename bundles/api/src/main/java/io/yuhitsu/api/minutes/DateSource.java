package io.yuhitsu.api.minutes;

/** Where the date of a meeting comes from, best first. */
public enum DateSource {
    SIDE_FILE,
    FILE_NAME,
    CONTAINER,
    FILE_TIME,
    /** None of the others: the day on which the recording was received. */
    RECEIVED
}
