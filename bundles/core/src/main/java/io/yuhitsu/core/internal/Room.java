package io.yuhitsu.core.internal;

import io.yuhitsu.api.spi.BlobStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is left on the volumes that the server's work fills: that of the data folder, that of the objects when they lie elsewhere, and that of
 * the embedded database when its folder is a link. Looks each time it is asked, which costs some microseconds. Thread-safe.
 */
@Component(service = Room.class)
public final class Room {
    private static final long MEBIBYTE = 1024L * 1024;
    /** With less than this no work can be done, whatever the settings say. */
    private static final long FULL = 16 * MEBIBYTE;
    /** What the system says when a file cannot grow: the disk is full, or the share of it that this user may have. */
    private static final Pattern NO_ROOM = Pattern.compile("No space left on device|Disk quota exceeded");

    private final Map<Place, Volume> volumes = new EnumMap<>(Place.class);

    /** Bytes of one volume. */
    interface Volume {
        long free() throws IOException;

        /** 0 when that is unknown. */
        long total() throws IOException;
    }

    /** Too little is left on a volume. @param place what lies there, in bytes */
    public record Shortage(Place place, long free, long needed) {}

    /** What may lie on a volume of its own. */
    public enum Place {
        DATA,
        DATABASE,
        BLOBS
    }

    @Activate
    public Room(BundleContext context, @Reference BlobStore blobs) {
        Path data = Path.of(context.getProperty("yuhitsu.data"));
        volumes.put(Place.DATA, volume(data));
        volumes.put(Place.DATABASE, volume(data.resolve("db")));
        volumes.put(Place.BLOBS, volume(blobs));
    }

    Room(Map<Place, Volume> volumes) {
        this.volumes.putAll(volumes);
    }

    /** One that looks at the objects alone. */
    public static Room of(BlobStore blobs) {
        return new Room(Map.of(Place.BLOBS, volume(blobs)));
    }

    private static Volume volume(BlobStore blobs) {
        return new Volume() {
            @Override
            public long free() throws IOException {
                return blobs.freeBytes();
            }

            @Override
            public long total() throws IOException {
                return blobs.totalBytes();
            }
        };
    }

    private static Volume volume(Path folder) {
        return new Volume() {
            @Override
            public long free() throws IOException {
                return store().getUsableSpace();
            }

            @Override
            public long total() throws IOException {
                return store().getTotalSpace();
            }

            /** A database on another machine has no folder here. */
            private FileStore store() throws IOException {
                return Files.getFileStore(Files.exists(folder) ? folder : folder.getParent());
            }
        };
    }

    /**
     * The volume on which least is left of what the settings want to be free; nothing while there is enough on all.
     *
     * @param more bytes that are about to be written
     */
    public Optional<Shortage> shortage(CoreSettings settings, long more) throws IOException {
        Shortage worst = null;
        for (Map.Entry<Place, Volume> each : volumes.entrySet()) {
            Volume volume = each.getValue();
            long needed = Math.max(settings.freeBytes(), volume.total() / 100 * settings.freePercent()) + more;
            long free = volume.free();
            if (free < needed && (worst == null || free - needed < worst.free() - worst.needed())) {
                worst = new Shortage(each.getKey(), free, needed);
            }
        }
        return Optional.ofNullable(worst);
    }

    /** Whether work fails for want of room: the system said so when it failed, or hardly anything is left now. */
    public boolean isFull(Throwable why) {
        Throwable cause = why;
        for (int depth = 0; cause != null && depth < 50; depth++) {
            if (cause.getMessage() != null
                    && NO_ROOM.matcher(cause.getMessage()).find()) {
                return true;
            }
            cause = cause.getCause();
        }
        return isFull();
    }

    boolean isFull() {
        for (Volume volume : volumes.values()) {
            try {
                if (volume.free() < FULL) {
                    return true;
                }
            } catch (IOException e) {
                // A volume that is not there is not full.
                continue;
            }
        }
        return false;
    }
}
