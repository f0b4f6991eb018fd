package io.yuhitsu.intake.folder.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
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

/** One look at the inbox: the files that may be recordings, oldest first. Follows no links. */
final class InboxScan {
    private static final int DEPTH = 32;
    private static final Set<String> PARTIAL =
            Set.of("part", "partial", "tmp", "temp", "crdownload", "download", "filepart");
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    private InboxScan() {}

    /** @param done {@code NAME.done} lies beside it @param sideFile {@code NAME.json} beside it, null when there is none */
    record Candidate(Path file, Path relative, boolean done, Path sideFile, long modified) {}

    /** @throws NoSuchFileException the inbox is not there */
    static List<Candidate> of(Path inbox) throws IOException {
        if (!Files.isDirectory(inbox)) {
            throw new NoSuchFileException("inbox");
        }
        List<Path> files = new ArrayList<>();
        Set<Path> present = new HashSet<>();
        List<Long> times = new ArrayList<>();
        Files.walkFileTree(
                inbox, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        return !folder.equals(inbox) && isHidden(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                            times.add(attributes.lastModifiedTime().toMillis());
                            present.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        // Gone in this moment, or not ours to read; the next look tells.
                        return FileVisitResult.CONTINUE;
                    }
                });
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            if (isRecording(file, present)) {
                Path side = beside(file, ".json");
                candidates.add(new Candidate(
                        file,
                        inbox.relativize(file),
                        present.contains(beside(file, ".done")),
                        present.contains(side) ? side : null,
                        times.get(i)));
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::modified).thenComparing(Candidate::file));
        return candidates;
    }

    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static boolean isRecording(Path file, Set<Path> present) {
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
