package io.yuhitsu.api.delivery;

import io.yuhitsu.api.Sha256;
import java.io.IOException;
import java.io.InputStream;

/** A document that can be read as often as needed while its delivery runs. */
public interface DeliverableDocument {
    /** File name within the set, {@code minutes.pdf}. */
    String name();

    String mediaType();

    long bytes();

    Sha256 sha256();

    /** A new stream from the beginning; the caller closes it. */
    InputStream open() throws IOException;
}
