package io.yuhitsu.routes.internal.minutes;

import java.util.Set;

/** The headers of the {@code minutes} component; public API of route files, described in docs/routes.md. */
public final class MinutesHeaders {
    /** All of them start so, in any case; entries lose what they bring with that name unless it is theirs to set. */
    public static final String PREFIX = "minutes";

    static final String JOB_ID = "MinutesJobId";
    static final String TENANT = "MinutesTenant";
    static final String PROFILE = "MinutesProfile";

    static final String FILE_NAME = "MinutesFileName";
    static final String FOLDER = "MinutesFolder";
    static final String MODIFIED_AT = "MinutesModifiedAt";
    static final String SIDE_FILE = "MinutesSideFile";
    static final String TRANSPORT_KEY = "MinutesTransportKey";
    static final String MAY_GROW = "MinutesMayGrow";
    static final String BYTES = "MinutesBytes";
    static final String DUPLICATE = "MinutesDuplicate";

    static final String DELIVERY_ID = "MinutesDeliveryId";
    static final String TITLE = "MinutesTitle";
    static final String DATE = "MinutesDate";
    static final String TARGET = "MinutesTarget";
    static final String RECEIPT = "MinutesReceipt";

    /** What an entry may tell {@code minutes:intake} about a recording. */
    public static final Set<String> OF_AN_ENTRY =
            Set.of(FILE_NAME, FOLDER, PROFILE, MODIFIED_AT, SIDE_FILE, TRANSPORT_KEY, MAY_GROW, BYTES);

    private MinutesHeaders() {}
}
