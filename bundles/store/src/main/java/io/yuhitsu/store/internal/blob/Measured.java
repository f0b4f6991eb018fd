package io.yuhitsu.store.internal.blob;

import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.spi.BlobStore.BlobTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash and size of content, found while it is copied. */
record Measured(Sha256 sha256, long bytes) {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Copies all that the stream gives and closes the target. */
    static Measured copy(InputStream content, long limit, WritableByteChannel target) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            bytes += n;
            if (bytes > limit) {
                throw new BlobTooLargeException(limit);
            }
            digest.update(buffer, 0, n);
            ByteBuffer part = ByteBuffer.wrap(buffer, 0, n);
            while (part.hasRemaining()) {
                target.write(part);
            }
        }
        target.close();
        return new Measured(Sha256.of(digest.digest()), bytes);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
