package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the folder of the administrator's route files. A file counts when it is the same in two looks, also when it is gone: an editor
 * may write it in pieces or put it aside for a moment. Looking works on every file system; being told does not.
 */
final class FolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Texts TEXTS = Texts.beside(FolderWatch.class);
    private static final long MOST_BYTES = 262_144;
    private static final int WRITABLE_BY_OTHERS = 0b000_010_010;

    private final Path folder;
    private Map<String, Stamp> before = new HashMap<>();
    private final Map<String, Stamp> told = new HashMap<>();
    private boolean first = true;
    private boolean missing;

    FolderWatch(Path folder) {
        this.folder = folder;
    }

    /** What happened to a file. */
    sealed interface Event {
        String name();

        /** It is there, or has other content. */
        record Changed(String name, String text) implements Event {}

        /** It is there and cannot be used. */
        record Unusable(String name, RouteRefused why) implements Event {}

        /** It is there no more. */
        record Gone(String name) implements Event {}
    }

    /**
     * @param changed by the file system's own clock: nobody can set it, so a rewrite with the old time and size is seen too
     * @param regular a file, not a link: that would lead out of the checked folder
     * @param open somebody else than the owner may write it
     */
    private record Stamp(FileTime modified, Object changed, long bytes, Object key, boolean regular, boolean open) {
        static Stamp of(Path file, boolean folderOpen) throws IOException {
            Map<String, Object> read = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
            boolean regular = Boolean.TRUE.equals(read.get("isRegularFile"));
            int mode = (Integer) read.get("mode");
            return new Stamp(
                    (FileTime) read.get("lastModifiedTime"),
                    read.get("ctime"),
                    (Long) read.get("size"),
                    read.get("fileKey"),
                    regular,
                    // A link always is.
                    folderOpen || regular && (mode & WRITABLE_BY_OTHERS) != 0);
        }
    }

    /** What is new since the last look; the very first look takes every file as it is. */
    List<Event> look() throws IOException {
        Map<String, Stamp> now;
        try {
            now = stamps();
            missing = false;
        } catch (NoSuchFileException e) {
            if (!missing) {
                missing = true;
                LOG.warn("the folder of route files {} is gone; what runs goes on", folder);
            }
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        Set<String> names = new HashSet<>(told.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            Stamp stamp = now.get(name);
            boolean stable = first || Objects.equals(stamp, before.get(name));
            if (stable && !Objects.equals(stamp, told.get(name))) {
                event(name, stamp, events);
            }
        }
        before = now;
        first = false;
        return events;
    }

    private void event(String name, Stamp stamp, List<Event> events) throws IOException {
        if (stamp == null) {
            told.remove(name);
            events.add(new Event.Gone(name));
            return;
        }
        Path file = folder.resolve(name);
        Event event = unusable(name, stamp).orElseGet(() -> read(name, file));
        try {
            if (!Stamp.of(file, folderIsOpen()).equals(stamp)) {
                return;
            }
        } catch (NoSuchFileException e) {
            // The next look sees it.
            return;
        }
        told.put(name, stamp);
        events.add(event);
    }

    private Optional<Event> unusable(String name, Stamp stamp) {
        if (!stamp.regular()) {
            return Optional.of(refused(name, "not-a-file"));
        }
        return stamp.open() ? Optional.of(refused(name, "file-open", folder, name)) : Optional.empty();
    }

    private static Event read(String name, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return refused(name, "too-big", MOST_BYTES / 1024);
            }
            return new Event.Changed(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            return refused(name, "not-utf8");
        } catch (IOException e) {
            return refused(name, "file-unreadable", e.getClass().getSimpleName());
        }
    }

    private static Event refused(String name, String code, Object... args) {
        return new Event.Unusable(name, new RouteRefused(TEXTS.message(code, args)));
    }

    private Map<String, Stamp> stamps() throws IOException {
        boolean open = folderIsOpen();
        Map<String, Stamp> stamps = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + RouteSource.SUFFIX)) {
            for (Path file : files) {
                try {
                    stamps.put(file.getFileName().toString(), Stamp.of(file, open));
                } catch (NoSuchFileException e) {
                    // Gone between the listing and the look at it.
                }
            }
        }
        return stamps;
    }

    private boolean folderIsOpen() throws IOException {
        return ((Integer) Files.getAttribute(folder, "unix:mode") & WRITABLE_BY_OTHERS) != 0;
    }
}
