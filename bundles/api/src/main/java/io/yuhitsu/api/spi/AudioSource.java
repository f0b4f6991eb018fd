package io.yuhitsu.api.spi;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** A recording that can be read at any place. */
@FunctionalInterface
public interface AudioSource {
    /** A new channel; the caller closes it. */
    SeekableByteChannel open() throws IOException;
}
