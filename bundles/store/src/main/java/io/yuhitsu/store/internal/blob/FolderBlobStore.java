package io.yuhitsu.store.internal.blob;

import com.google.crypto.tink.subtle.Random;
import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.StoreSettings;
import io.yuhitsu.store.internal.key.KeyRing;
import io.yuhitsu.store.internal.key.TenantKey;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Objects as encrypted files: {@code <folder>/<tenant's key id>/<first two digits>/<object>}. Written aside on the same volume, synced,
 * renamed, and the folder synced, so that an object is there whole or not at all.
 */
@Component(service = BlobStore.class, configurationPid = StoreSettings.PID)
public final class FolderBlobStore implements BlobStore {
    private static final DurableStep CONTENT = DurableStep.named("blob.content");
    private static final DurableStep NAME = DurableStep.named("blob.name");
    private static final DurableStep DELETED = DurableStep.named("blob.delete");

    private final Path folder;
    private final Path aside;
    private final KeyRing keys;

    @Activate
    public FolderBlobStore(BundleContext context, StoreSettings settings, @Reference KeyRing keys) throws IOException {
        this(DataFolder.of(context).resolve("blobs", settings.blobs()), keys);
    }

    public FolderBlobStore(Path folder, KeyRing keys) throws IOException {
        this.folder = folder;
        this.aside = folder.resolve("incoming");
        this.keys = keys;
        DurableFiles.makePrivateFolder(aside);
        DurableFiles.deleteLeftovers(aside, Pattern.compile("[0-9a-f]{32}"));
    }

    @Override
    public StoredBlob put(TenantId tenant, InputStream content, long limit) throws IOException {
        TenantKey key = keys.of(tenant);
        BlobRef blob = new BlobRef(HexFormat.of().formatHex(Random.randBytes(16)));
        Path written = aside.resolve(blob.value());
        try {
            Measured measured;
            try (FileChannel file =
                    FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                measured = Measured.copy(content, limit, ObjectFile.write(new KeptOpen(file), key, blob));
                DurableFiles.sync(file, CONTENT);
            }
            Path place = place(key, blob);
            DurableFiles.makePrivateFolder(place.getParent());
            DurableFiles.rename(written, place, NAME);
            return new StoredBlob(blob, measured.sha256(), measured.bytes());
        } finally {
            Files.deleteIfExists(written);
        }
    }

    @Override
    public SeekableByteChannel open(TenantId tenant, BlobRef blob) throws IOException {
        Optional<TenantKey> key = keys.find(tenant);
        if (key.isEmpty()) {
            throw new FileNotFoundException("no object " + blob);
        }
        FileChannel file;
        try {
            file = FileChannel.open(place(key.get(), blob), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw (IOException) new FileNotFoundException("no object " + blob).initCause(e);
        }
        try {
            return ObjectFile.read(file, key.get(), blob);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Not synced: an object that comes back after a power cut is an orphan, and swept. */
    @Override
    public boolean delete(TenantId tenant, BlobRef blob) throws IOException {
        Optional<TenantKey> key = keys.find(tenant);
        if (key.isEmpty()) {
            return false;
        }
        DELETED.begins();
        boolean deleted = Files.deleteIfExists(place(key.get(), blob));
        DELETED.ended();
        return deleted;
    }

    @Override
    public Stream<Stored> olderThan(Instant instant) throws IOException {
        return keys.all().stream().flatMap(key -> OldFiles.below(folder.resolve(key.id()), instant)
                .map(blob -> new Stored(key.tenant(), blob)));
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public long totalBytes() throws IOException {
        return Files.getFileStore(folder).getTotalSpace();
    }

    private Path place(TenantKey key, BlobRef blob) {
        return folder.resolve(key.id()).resolve(blob.value().substring(0, 2)).resolve(blob.value());
    }
}
