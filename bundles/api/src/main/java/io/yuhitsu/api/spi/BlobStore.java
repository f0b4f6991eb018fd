package io.yuhitsu.api.spi;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/** Immutable objects that hold meeting content, encrypted at rest per tenant. Thread-safe. Memory does not grow with an object's size. */
@ProviderType
public interface BlobStore {
    /**
     * Stores what the stream gives; durable (content and name synced) when it returns, gone without a trace when it throws.
     *
     * @param content read to its end, not closed
     * @param limit most bytes that are taken
     * @throws BlobTooLargeException the stream holds more
     */
    StoredBlob put(TenantId tenant, InputStream content, long limit) throws IOException;

    /** What was stored. @param sha256 of the plain content @param bytes of the plain content */
    record StoredBlob(BlobRef blob, Sha256 sha256, long bytes) {}

    /**
     * Opens an object for reading at any place; the caller closes it. Reading a changed or foreign object fails with an IOException; one
     * that was cut off may fail at its end only.
     *
     * @throws FileNotFoundException when there is none
     */
    SeekableByteChannel open(TenantId tenant, BlobRef blob) throws IOException;

    /** @return false when there was none */
    boolean delete(TenantId tenant, BlobRef blob) throws IOException;

    /** Objects of all tenants that are older than that; the caller closes the stream. */
    Stream<Stored> olderThan(Instant instant) throws IOException;

    /** An object found in the store. */
    record Stored(TenantId tenant, BlobRef blob) {}

    /** Bytes that can still be stored on the volume. */
    long freeBytes() throws IOException;

    /** Size of the volume; 0 when that is unknown or has no meaning. */
    default long totalBytes() throws IOException {
        return 0;
    }

    /** The content is larger than the caller allowed; nothing was kept. */
    final class BlobTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        public BlobTooLargeException(long limit) {
            super("more than " + limit + " bytes");
        }
    }
}
