package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.StepContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Puts what steps write into blobs. It is collected in memory: it is text and documents, and a half one must never be stored. */
final class Results {
    /** Far above the transcript of a day; a step that writes more has run away. */
    private static final long LIMIT = 256L * 1024 * 1024;

    private final BlobStore blobs;

    Results(BlobStore blobs) {
        this.blobs = blobs;
    }

    Artifact write(TenantId tenant, ArtifactKind kind, String name, String mediaType, StepContext.Content content)
            throws FailureException {
        Chunks chunks = new Chunks();
        try {
            content.writeTo(chunks);
        } catch (TooLargeException e) {
            throw new FailureException(FailureKind.INTERNAL, Said.message("result-too-large"), e);
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, Said.message("result-unwritable"), e);
        }
        BlobStore.StoredBlob stored = put(tenant, chunks.content());
        return new Artifact(kind, name, mediaType, stored.blob(), stored.sha256(), stored.bytes());
    }

    BlobStore.StoredBlob put(TenantId tenant, InputStream content) throws FailureException {
        try {
            return blobs.put(tenant, content, LIMIT);
        } catch (IOException e) {
            // The disk is full or gone: waiting helps, dying does not.
            throw new FailureException(FailureKind.BUSY, Said.message("blobs-unwritable"), e);
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Grows without copying. */
    private static final class Chunks extends OutputStream {
        private static final int CHUNK = 64 * 1024;

        private final List<byte[]> full = new ArrayList<>();
        private byte[] last = new byte[CHUNK];
        private int used;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int at = offset;
            int left = length;
            while (left > 0) {
                if (used == CHUNK) {
                    if ((full.size() + 1L) * CHUNK >= LIMIT) {
                        throw new TooLargeException();
                    }
                    full.add(last);
                    last = new byte[CHUNK];
                    used = 0;
                }
                int n = Math.min(left, CHUNK - used);
                System.arraycopy(from, at, last, used, n);
                used += n;
                at += n;
                left -= n;
            }
        }

        InputStream content() {
            List<InputStream> parts = new ArrayList<>();
            full.forEach(chunk -> parts.add(new ByteArrayInputStream(chunk)));
            parts.add(new ByteArrayInputStream(Arrays.copyOf(last, used)));
            return new SequenceInputStream(Collections.enumeration(parts));
        }
    }
}
