package io.yuhitsu.store.internal.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.contracts.BlobStoreContract;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderBlobStoreTest implements BlobStoreContract {
    private static final TenantId OTHER = new TenantId("other-company");

    @TempDir
    Path data;

    @Override
    public BlobStore freshBlobs() throws IOException {
        return new FolderBlobStore(data.resolve("blobs"), new KeyRing(data.resolve("keys"), List.of()));
    }

    private static BlobRef put(BlobStore blobs, TenantId tenant, byte[] content) throws IOException {
        return blobs.put(tenant, new ByteArrayInputStream(content), content.length)
                .blob();
    }

    private static byte[] read(BlobStore blobs, TenantId tenant, BlobRef blob) throws IOException {
        try (SeekableByteChannel channel = blobs.open(tenant, blob)) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> tree = Files.walk(data.resolve(folder))) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    private Path only(BlobRef blob) throws IOException {
        return files("blobs").stream()
                .filter(file -> file.endsWith(blob.value()))
                .findFirst()
                .orElseThrow();
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1);
        }
    }

    @Test
    void theSizeOfTheDiskIsKnown() throws IOException {
        BlobStore blobs = freshBlobs();
        assertThat(blobs.totalBytes()).isGreaterThanOrEqualTo(blobs.freeBytes()).isPositive();
    }

    @Test
    void objectsAreReadAfterARestart() throws IOException {
        BlobRef blob = put(freshBlobs(), ACME, BlobStoreContract.random(10_000));

        assertThat(read(freshBlobs(), ACME, blob)).isEqualTo(BlobStoreContract.random(10_000));
    }

    @Test
    void neitherContentNorTenantIsSeenOnTheDisk() throws IOException {
        String canary = "カナリア canary 0123456789";
        BlobRef blob = put(freshBlobs(), OTHER, canary.repeat(1000).getBytes(UTF_8));

        for (Path file : files(".")) {
            assertThat(file.toString()).doesNotContain(OTHER.value());
            String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
            assertThat(bytes)
                    .doesNotContain("canary")
                    .doesNotContain(OTHER.value())
                    .doesNotContain(new String("カナリア".getBytes(UTF_8), ISO_8859_1));
        }
        assertThat(read(freshBlobs(), OTHER, blob)).startsWith("カナリア".getBytes(UTF_8));
    }

    @Test
    void oneChangedBitAnywhereIsFound() throws IOException {
        BlobStore blobs = freshBlobs();
        byte[] content = BlobStoreContract.random(9000);
        long size = Files.size(only(put(blobs, ACME, content)));
        List<Long> undetected = new ArrayList<>();

        for (long at : new long[] {0, 4, 30, 63, 64, 80, 110, 4095, 4096, 8191, 8192, size - 1}) {
            BlobRef blob = put(blobs, ACME, content);
            flip(only(blob), at);
            try {
                read(blobs, ACME, blob);
                undetected.add(at);
            } catch (IOException expected) {
                assertThat(expected).isNotInstanceOf(FileNotFoundException.class);
            }
        }

        assertThat(undetected).isEmpty();
    }

    @Test
    void changedSegmentIsFoundWhenReadingStartsThere() throws IOException {
        BlobStore blobs = freshBlobs();
        BlobRef blob = put(blobs, ACME, BlobStoreContract.random(100_000));
        flip(only(blob), 50_000);

        try (SeekableByteChannel channel = blobs.open(ACME, blob)) {
            ByteBuffer start = ByteBuffer.allocate(10);
            assertThat(channel.read(start)).isPositive();
            channel.position(49_500);
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(2000))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void objectThatWasCutOffIsFoundAtItsEnd() throws IOException {
        BlobStore blobs = freshBlobs();
        BlobRef whole = put(blobs, ACME, BlobStoreContract.random(100_000));
        try (RandomAccessFile bytes = new RandomAccessFile(only(whole).toFile(), "rw")) {
            bytes.setLength(4096L * 10);
        }

        assertThatThrownBy(() -> read(blobs, ACME, whole)).isInstanceOf(IOException.class);
    }

    @Test
    void objectThatLiesInThePlaceOfAnotherIsRefused() throws IOException {
        BlobStore blobs = freshBlobs();
        BlobRef mine = put(blobs, ACME, BlobStoreContract.random(10));
        BlobRef alsoMine = put(blobs, ACME, BlobStoreContract.random(20));
        BlobRef foreign = put(blobs, OTHER, BlobStoreContract.random(30));
        Files.copy(only(foreign), only(mine), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> read(blobs, ACME, mine))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another tenant");
        Files.copy(only(alsoMine), only(mine), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> read(blobs, ACME, mine)).isInstanceOf(IOException.class);
    }

    @Test
    void strangersMayNotLookIntoTheFolders() throws IOException {
        put(freshBlobs(), ACME, BlobStoreContract.random(10));

        for (Path folder : List.of(data.resolve("blobs"), data.resolve("keys"), data.resolve("blobs/incoming"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusedAndBrokenContentLeavesNoFile() throws IOException {
        BlobStore blobs = freshBlobs();

        assertThatThrownBy(() -> blobs.put(ACME, new ByteArrayInputStream(new byte[200_000]), 100_000))
                .isInstanceOf(BlobStore.BlobTooLargeException.class);

        assertThat(files("blobs")).isEmpty();
    }

    @Test
    void leftOversOfADeadServerAreSweptButNotTheFilesOfALivingOne() throws IOException {
        freshBlobs();
        Path old = Files.write(data.resolve("blobs/incoming/" + "a".repeat(32)), new byte[10]);
        Path young = Files.write(data.resolve("blobs/incoming/" + "b".repeat(32)), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        freshBlobs();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void onlyOldObjectsAreOlder() throws IOException {
        BlobStore blobs = freshBlobs();
        BlobRef old = put(blobs, ACME, BlobStoreContract.random(10));
        put(blobs, ACME, BlobStoreContract.random(10));
        Files.setLastModifiedTime(only(old), FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        try (Stream<BlobStore.Stored> older = blobs.olderThan(Instant.now().minus(Duration.ofDays(1)))) {
            assertThat(older).containsExactly(new BlobStore.Stored(ACME, old));
        }
    }

    @Test
    void memoryDoesNotGrowWithTheSizeOfAnObject() throws IOException {
        BlobStore blobs = freshBlobs();
        long size = Runtime.getRuntime().maxMemory() + 64 * 1024 * 1024;

        BlobRef blob = blobs.put(ACME, zeros(size), size).blob();

        try (SeekableByteChannel channel = blobs.open(ACME, blob)) {
            assertThat(channel.size()).isEqualTo(size);
            ByteBuffer part = ByteBuffer.allocate(64 * 1024);
            long read = 0;
            for (int n = channel.read(part); n >= 0; n = channel.read(part)) {
                read += n;
                part.clear();
            }
            assertThat(read).isEqualTo(size);
        }
    }

    private static InputStream zeros(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int n = (int) Math.min(left, length);
                left -= n;
                return n;
            }
        };
    }
}
