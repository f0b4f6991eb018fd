package io.yuhitsu.intake.folder.internal;

/** The named fields that {@code minutes:intake} reads, and what it answers. */
final class Headers {
    static final String FILE_NAME = "MinutesFileName";
    static final String FOLDER = "MinutesFolder";
    static final String PROFILE = "MinutesProfile";
    static final String MODIFIED_AT = "MinutesModifiedAt";
    static final String SIDE_FILE = "MinutesSideFile";
    static final String MAY_GROW = "MinutesMayGrow";
    static final String BYTES = "MinutesBytes";
    static final String JOB_ID = "MinutesJobId";

    private Headers() {}
}
