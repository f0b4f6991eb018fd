package io.yuhitsu.intake.folder.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What can be seen of a file from outside. The change time moves with every write, also when the writer sets the modification time back.
 *
 * @param key the file itself, however it is named (device and inode where the system tells)
 */
record Arrival(Object key, long size, FileTime modified, FileTime changed) {
    static Arrival of(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> seen =
                    Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino", LinkOption.NOFOLLOW_LINKS);
            return new Arrival(
                    seen.get("ino"), (Long) seen.get("size"), (FileTime) seen.get("lastModifiedTime"), (FileTime)
                            seen.get("ctime"));
        }
        Map<String, Object> seen =
                Files.readAttributes(file, "size,lastModifiedTime,fileKey", LinkOption.NOFOLLOW_LINKS);
        FileTime modified = (FileTime) seen.get("lastModifiedTime");
        Object key = seen.get("fileKey");
        return new Arrival(key == null ? file : key, (Long) seen.get("size"), modified, modified);
    }

    /** Whether that was the same file with the same content; its change time may be another, as after a try to move it. */
    boolean isSameContent(Arrival other) {
        return key.equals(other.key) && size == other.size && modified.equals(other.modified);
    }
}
