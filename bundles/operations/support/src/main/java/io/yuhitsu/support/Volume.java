package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a folder lies on.
 *
 * @param id equal for folders that share their room
 * @param free bytes that are left for the user who asks
 * @param total bytes
 * @param mount nothing where the system does not tell
 */
record Volume(Object id, long free, long total, Optional<Mount> mount) {
    /** Finds the volume of a folder. */
    interface Finder {
        Volume of(Path folder) throws IOException;
    }

    static Volume of(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return new Volume(store, store.getUsableSpace(), store.getTotalSpace(), Mount.of(folder));
    }
}
