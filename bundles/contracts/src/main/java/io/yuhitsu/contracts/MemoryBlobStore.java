package io.yuhitsu.contracts;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.spi.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Objects in memory, for tests with small ones. */
public final class MemoryBlobStore implements BlobStore {
    private final Map<Stored, Content> objects = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Content(byte[] bytes, Instant storedAt) {}

    public MemoryBlobStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public StoredBlob put(TenantId tenant, InputStream content, long limit) throws IOException {
        byte[] bytes = read(content, limit);
        BlobRef blob = new BlobRef(UUID.randomUUID().toString().replace("-", ""));
        objects.put(new Stored(tenant, blob), new Content(bytes, clock.instant()));
        return new StoredBlob(blob, Sha256.of(sha256().digest(bytes)), bytes.length);
    }

    private static byte[] read(InputStream content, long limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            if (all.size() + n > limit) {
                throw new BlobTooLargeException(limit);
            }
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    @Override
    public SeekableByteChannel open(TenantId tenant, BlobRef blob) throws IOException {
        Content content = objects.get(new Stored(tenant, blob));
        if (content == null) {
            throw new FileNotFoundException("no object " + blob);
        }
        return new MemoryChannel(content.bytes());
    }

    @Override
    public boolean delete(TenantId tenant, BlobRef blob) {
        return objects.remove(new Stored(tenant, blob)) != null;
    }

    @Override
    public Stream<Stored> olderThan(Instant instant) {
        return objects.entrySet().stream()
                .filter(object -> object.getValue().storedAt().isBefore(instant))
                .map(Map.Entry::getKey);
    }

    @Override
    public long freeBytes() {
        return Runtime.getRuntime().maxMemory();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
