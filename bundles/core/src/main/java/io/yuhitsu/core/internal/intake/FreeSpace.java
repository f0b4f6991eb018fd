package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.core.internal.CoreSettings;
import java.io.IOException;

/** Refuses recordings while there is hardly room for the work on those that are in. */
final class FreeSpace {
    private static final long MEBIBYTE = 1024L * 1024;

    private final BlobStore blobs;

    FreeSpace(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** @throws FailureException BUSY when the disk is nearly full */
    void check(CoreSettings settings) throws FailureException, IOException {
        long needed = needed(settings);
        long free = blobs.freeBytes();
        if (free < needed) {
            throw FailureException.busy(
                    Said.message("disk-nearly-full", Long.toString(free / MEBIBYTE), Long.toString(needed / MEBIBYTE)));
        }
    }

    boolean isShort(CoreSettings settings) {
        try {
            return blobs.freeBytes() < needed(settings);
        } catch (IOException e) {
            return false;
        }
    }

    private long needed(CoreSettings settings) throws IOException {
        return Math.max(settings.freeBytes(), blobs.totalBytes() / 100 * settings.freePercent());
    }
}
