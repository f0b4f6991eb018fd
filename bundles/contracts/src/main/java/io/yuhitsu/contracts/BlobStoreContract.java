package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.BlobStore.BlobTooLargeException;
import io.yuhitsu.api.spi.BlobStore.Stored;
import io.yuhitsu.api.spi.BlobStore.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link BlobStore} has to pass. */
public interface BlobStoreContract {
    TenantId ACME = new TenantId("acme");

    /** An empty store on the clock of the machine. */
    BlobStore freshBlobs() throws Exception;

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static StoredBlob put(BlobStore blobs, byte[] content) throws IOException {
        return blobs.put(ACME, new ByteArrayInputStream(content), Long.MAX_VALUE);
    }

    private static byte[] read(BlobStore blobs, TenantId tenant, BlobRef blob) throws IOException {
        try (SeekableByteChannel channel = blobs.open(tenant, blob)) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4000, 4095, 4096, 4097, 8192, 70_000, 300_001})
    default void contentOfAnySizeComesBack(int size) throws Exception {
        BlobStore blobs = freshBlobs();
        byte[] content = random(size);

        StoredBlob stored = put(blobs, content);

        assertThat(stored.bytes()).isEqualTo(size);
        assertThat(stored.sha256())
                .isEqualTo(Sha256.of(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(read(blobs, ACME, stored.blob())).isEqualTo(content);
        try (SeekableByteChannel channel = blobs.open(ACME, stored.blob())) {
            assertThat(channel.size()).isEqualTo(size);
        }
    }

    @Test
    default void contentIsReadAtAnyPlace() throws Exception {
        BlobStore blobs = freshBlobs();
        byte[] content = random(100_000);
        BlobRef blob = put(blobs, content).blob();

        try (SeekableByteChannel channel = blobs.open(ACME, blob)) {
            for (int from : new int[] {99_000, 0, 4090, 50_000, 4096, 99_999}) {
                ByteBuffer part = ByteBuffer.allocate(Math.min(5000, content.length - from));
                channel.position(from);
                while (part.hasRemaining() && channel.read(part) >= 0) {
                    assertThat(channel.position()).isEqualTo(from + part.position());
                }
                assertThat(part.array()).isEqualTo(Arrays.copyOfRange(content, from, from + part.capacity()));
            }
            channel.position(100_000);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    default void sameContentTwiceIsTwoObjects() throws Exception {
        BlobStore blobs = freshBlobs();

        assertThat(put(blobs, random(10)).blob())
                .isNotEqualTo(put(blobs, random(10)).blob());
    }

    @Test
    default void contentAtTheLimitIsTaken() throws Exception {
        BlobStore blobs = freshBlobs();
        byte[] content = random(10_000);

        StoredBlob stored = blobs.put(ACME, new ByteArrayInputStream(content), content.length);

        assertThat(read(blobs, ACME, stored.blob())).isEqualTo(content);
    }

    @Test
    default void contentAboveTheLimitIsRefusedAndLeavesNothing() throws Exception {
        BlobStore blobs = freshBlobs();

        assertThatThrownBy(() -> blobs.put(ACME, new ByteArrayInputStream(random(10_001)), 10_000))
                .isInstanceOf(BlobTooLargeException.class);

        assertThat(all(blobs)).isEmpty();
    }

    @Test
    default void contentThatBreaksOffLeavesNothing() throws Exception {
        BlobStore blobs = freshBlobs();

        assertThatThrownBy(() -> blobs.put(ACME, breaksAfter(random(200_000)), Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessage("the line is cut");

        assertThat(all(blobs)).isEmpty();
    }

    @Test
    default void streamIsNotClosed() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream content = new ByteArrayInputStream(random(10)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        freshBlobs().put(ACME, content, Long.MAX_VALUE);

        assertThat(closed).isFalse();
    }

    @Test
    default void unknownObjectIsNotFound() throws Exception {
        BlobStore blobs = freshBlobs();

        assertThatThrownBy(() -> blobs.open(ACME, Stores.blob())).isInstanceOf(FileNotFoundException.class);
        assertThat(blobs.delete(ACME, Stores.blob())).isFalse();
    }

    @Test
    default void objectOfAnotherTenantIsNotFound() throws Exception {
        BlobStore blobs = freshBlobs();
        TenantId other = new TenantId("other");
        BlobRef blob = put(blobs, random(10)).blob();
        blobs.put(other, new ByteArrayInputStream(random(10)), 10);

        assertThatThrownBy(() -> blobs.open(other, blob)).isInstanceOf(FileNotFoundException.class);
        assertThat(blobs.delete(other, blob)).isFalse();
        assertThat(read(blobs, ACME, blob)).isEqualTo(random(10));
    }

    @Test
    default void deletedObjectIsGone() throws Exception {
        BlobStore blobs = freshBlobs();
        BlobRef blob = put(blobs, random(10)).blob();

        assertThat(blobs.delete(ACME, blob)).isTrue();

        assertThat(blobs.delete(ACME, blob)).isFalse();
        assertThatThrownBy(() -> blobs.open(ACME, blob)).isInstanceOf(FileNotFoundException.class);
        assertThat(all(blobs)).isEmpty();
    }

    @Test
    default void olderObjectsOfAllTenantsAreFound() throws Exception {
        BlobStore blobs = freshBlobs();
        TenantId other = new TenantId("other");
        Stored first = new Stored(ACME, put(blobs, random(10)).blob());
        Stored second = new Stored(
                other,
                blobs.put(other, new ByteArrayInputStream(random(10)), 10).blob());
        Instant now = Clock.systemUTC().instant();

        assertThat(all(blobs)).containsExactlyInAnyOrder(first, second);
        try (Stream<Stored> old = blobs.olderThan(now.minus(Duration.ofHours(1)))) {
            assertThat(old).isEmpty();
        }
    }

    @Test
    default void manyThreadsStoreAndReadAtOnce() throws Exception {
        BlobStore blobs = freshBlobs();
        ConcurrentLinkedQueue<BlobRef> stored = new ConcurrentLinkedQueue<>();

        Together.run(8, thread -> {
            byte[] content = ("content of thread " + thread).repeat(1000).getBytes(StandardCharsets.UTF_8);
            TenantId tenant = new TenantId("t" + thread);
            BlobRef blob = blobs.put(tenant, new ByteArrayInputStream(content), content.length)
                    .blob();
            assertThat(read(blobs, tenant, blob)).isEqualTo(content);
            stored.add(blob);
        });

        assertThat(stored).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    default void freeSpaceIsKnown() throws Exception {
        assertThat(freshBlobs().freeBytes()).isPositive();
    }

    private static List<Stored> all(BlobStore blobs) throws IOException {
        try (Stream<Stored> objects =
                blobs.olderThan(Clock.systemUTC().instant().plusSeconds(3600))) {
            return objects.toList();
        }
    }

    private static InputStream breaksAfter(byte[] start) {
        return new InputStream() {
            private final InputStream content = new ByteArrayInputStream(start);

            @Override
            public int read() throws IOException {
                int b = content.read();
                if (b < 0) {
                    throw new IOException("the line is cut");
                }
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = content.read(buffer, offset, length);
                if (n < 0) {
                    throw new IOException("the line is cut");
                }
                return n;
            }
        };
    }
}
