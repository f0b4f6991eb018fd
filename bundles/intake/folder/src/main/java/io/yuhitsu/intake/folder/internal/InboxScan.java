package io.yuhitsu.intake.folder.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * One look at the inbox: the files that may be recordings, oldest first. The inbox itself and the profile folders in it may be links, to a
 * share for example; no other link is followed.
 */
final class InboxScan {
    private static final int DEPTH = 32;
    private static final Set<String> PARTIAL =
            Set.of("part", "partial", "tmp", "temp", "crdownload", "download", "filepart");
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");
    private static final Path SELF = Path.of("/proc/self");

    private final Path root;
    private final IntPredicate mayLink;
    private final Set<Path> folders = new HashSet<>();
    private final Set<Path> links = new TreeSet<>();
    private final Set<Path> ignored = new TreeSet<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<Path> present = new HashSet<>();

    private record Found(Path file, Path relative, long modified) {}

    /**
     * A file that may be a recording.
     *
     * @param file where it lies, links resolved
     * @param relative as it is seen from the inbox
     * @param done {@code NAME.done} lies beside it
     * @param sideFile {@code NAME.json} beside it, null when there is none
     */
    record Candidate(Path file, Path relative, boolean done, Path sideFile, long modified) {}

    /** @param folders the folders that were looked through, links resolved @param ignored links that lead nowhere or may not be followed, as seen from the inbox */
    record Look(List<Candidate> candidates, Set<Path> folders, Set<Path> ignored) {}

    private InboxScan(Path root, IntPredicate mayLink) {
        this.root = root;
        this.mayLink = mayLink;
    }

    /** @throws NoSuchFileException the inbox is not there */
    static Look of(Path inbox) throws IOException {
        Object ours = Files.exists(SELF) ? Files.getAttribute(SELF, "unix:uid") : 0;
        // With a link of anybody else's the server would take away files that only it may read.
        return of(inbox, owner -> owner == 0 || ours.equals(owner));
    }

    /** @param mayLink says of a user's number whether links of that user are followed */
    static Look of(Path inbox, IntPredicate mayLink) throws IOException {
        Path root = inbox.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException("inbox");
        }
        InboxScan scan = new InboxScan(root, mayLink);
        scan.walk(root, Path.of(""));
        for (Path link : scan.links) {
            scan.follow(link);
        }
        return new Look(scan.candidates(), scan.folders, scan.ignored);
    }

    private void walk(Path top, Path name) throws IOException {
        folders.add(top);
        Files.walkFileTree(top, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(top) && isHidden(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path relative = name.resolve(top.relativize(file));
                if (attributes.isRegularFile()) {
                    found.add(new Found(
                            file, relative, attributes.lastModifiedTime().toMillis()));
                    present.add(file);
                } else if (attributes.isSymbolicLink() && !isHidden(file)) {
                    (relative.getNameCount() == 1 ? links : ignored).add(relative);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // Gone in this moment, or not ours to read; the next look tells.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void follow(Path link) throws IOException {
        Path target = target(root.resolve(link));
        // What lies in two of them would be taken twice, or out of a folder that nobody meant.
        boolean apart = target != null
                && folders.stream().noneMatch(folder -> folder.startsWith(target) || target.startsWith(folder));
        if (apart) {
            walk(target, link);
        } else {
            ignored.add(link);
        }
    }

    /** Null when it leads to no folder, or may not be followed. */
    private Path target(Path link) {
        try {
            int owner = (Integer) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            return mayLink.test(owner) && Files.isDirectory(link) ? link.toRealPath() : null;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private List<Candidate> candidates() {
        return found.stream()
                .filter(each -> isRecording(each.file()))
                .map(each -> {
                    Path side = beside(each.file(), ".json");
                    return new Candidate(
                            each.file(),
                            each.relative(),
                            present.contains(beside(each.file(), ".done")),
                            present.contains(side) ? side : null,
                            each.modified());
                })
                .sorted(Comparator.comparingLong(Candidate::modified).thenComparing(Candidate::file))
                .toList();
    }

    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private boolean isRecording(Path file) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        String ending = lower.substring(lower.lastIndexOf('.') + 1);
        if (isHidden(file) || name.startsWith("~$") || LITTER.contains(lower) || PARTIAL.contains(ending)) {
            return false;
        }
        if (ending.equals("done")) {
            return false;
        }
        if (ending.equals("json")) {
            // Beside its recording it is the side file; one that came first (NAME.wav.json) waits for it.
            Path recording = file.resolveSibling(name.substring(0, name.lastIndexOf('.')));
            return !present.contains(recording)
                    && recording.getFileName().toString().indexOf('.') < 0;
        }
        return true;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
