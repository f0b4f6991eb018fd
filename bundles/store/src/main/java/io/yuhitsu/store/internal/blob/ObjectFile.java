package io.yuhitsu.store.internal.blob;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.Random;
import io.yuhitsu.api.BlobRef;
import io.yuhitsu.store.internal.key.TenantKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The form of an object's file: the mark {@code YUB1}, the data key wrapped by the tenant's key (60 bytes), then the content under the
 * data key as Tink's {@code AES256_GCM_HKDF_4KB} streams it. Key and content are bound to tenant and object, so that a file which was
 * changed, or put in the place of another, is not read.
 */
final class ObjectFile {
    private static final byte[] MARK = "YUB1".getBytes(StandardCharsets.US_ASCII);
    private static final int DATA_KEY_BYTES = 32;
    private static final int WRAPPED_BYTES = 12 + DATA_KEY_BYTES + 16;
    private static final int HEAD_BYTES = MARK.length + WRAPPED_BYTES;
    private static final int SEGMENT_BYTES = 4096;

    private ObjectFile() {}

    /** Writes the head; what is written to the channel that is returned is the content. Closing it closes {@code file}. */
    static WritableByteChannel write(WritableByteChannel file, TenantKey key, BlobRef blob) throws IOException {
        byte[] dataKey = Random.randBytes(DATA_KEY_BYTES);
        byte[] context = context(key, blob);
        try {
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES)
                    .put(MARK)
                    .put(key.aead().encrypt(dataKey, context))
                    .flip();
            while (head.hasRemaining()) {
                file.write(head);
            }
            return cipher(dataKey).newEncryptingChannel(file, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the head; the channel that is returned gives the content. Closing it closes {@code file}. */
    static SeekableByteChannel read(SeekableByteChannel file, TenantKey key, BlobRef blob) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        while (head.hasRemaining() && file.read(head) >= 0) {
            // until the head is whole or the file ends
        }
        byte[] bytes = head.array();
        if (head.hasRemaining() || !Arrays.equals(MARK, Arrays.copyOf(bytes, MARK.length))) {
            throw new IOException("object " + blob + " is damaged: its head is not one of ours");
        }
        byte[] context = context(key, blob);
        try {
            byte[] dataKey = key.aead().decrypt(Arrays.copyOfRange(bytes, MARK.length, HEAD_BYTES), context);
            return cipher(dataKey).newSeekableDecryptingChannel(file, context);
        } catch (GeneralSecurityException e) {
            throw new IOException("object " + blob + " was changed, or belongs to another tenant or object", e);
        }
    }

    private static StreamingAead cipher(byte[] dataKey) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(dataKey, "HmacSha256", DATA_KEY_BYTES, SEGMENT_BYTES, HEAD_BYTES);
    }

    private static byte[] context(TenantKey key, BlobRef blob) {
        return ("yuhitsu object\0" + key.tenant() + "\0" + blob).getBytes(StandardCharsets.US_ASCII);
    }
}
