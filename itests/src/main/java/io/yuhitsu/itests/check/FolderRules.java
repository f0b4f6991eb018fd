package io.yuhitsu.itests.check;

import io.yuhitsu.itests.check.Rows.JobRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Promises about the folders that people see, and about what must not stay in any. */
final class FolderRules {
    static final List<Rule> ALWAYS = List.of(Rule.of("accepted-is-stored", FolderRules::accepted));

    static final List<Rule> SETTLED = List.of(
            Rule.of("inbox-is-empty", FolderRules::inbox),
            Rule.of("accepted-has-every-recording", FolderRules::kept),
            Rule.of("rejected-has-a-note-each", FolderRules::notes));

    /** Names of what is written aside, wherever it lies. */
    private static final Pattern ASIDE = Pattern.compile("\\..+\\.(part|new)|\\.installing-.*|\\.replaced-.*|db\\.new");

    private FolderRules() {}

    /** @param limit age from which the server itself removes them, at a start or by its sweeps */
    static Rule noLeftovers(Duration limit) {
        return Rule.of("no-leftover", (snapshot, findings) -> leftovers(snapshot, findings, limit));
    }

    private static void accepted(Snapshot snapshot, Rule.Findings findings) throws IOException {
        Set<String> jobs = snapshot.rows().jobs().stream().map(JobRow::sha256).collect(Collectors.toSet());
        for (Path file : snapshot.files("accepted")) {
            String name = file.getFileName().toString();
            if (!name.startsWith(".")
                    && !name.endsWith(".json")
                    && !jobs.contains(Snapshot.read(file).sha256())) {
                findings.add("%s is no job's recording", snapshot.name(file));
            }
        }
    }

    private static void inbox(Snapshot snapshot, Rule.Findings findings) throws IOException {
        snapshot.files("inbox").forEach(file -> findings.add("%s is still there", snapshot.name(file)));
    }

    private static void kept(Snapshot snapshot, Rule.Findings findings) throws IOException {
        Set<String> contents = new HashSet<>();
        for (Path file : snapshot.files("accepted")) {
            contents.add(Snapshot.read(file).sha256());
        }
        snapshot.handedIn().stream()
                .filter(each -> each.fate() == Expected.Fate.MINUTES || each.fate() == Expected.Fate.POISON)
                .filter(each -> !contents.contains(each.sha256()))
                .forEach(each -> findings.add("%s is not in accepted/", each));
    }

    private static void notes(Snapshot snapshot, Rule.Findings findings) throws IOException {
        Set<Path> files = Set.copyOf(snapshot.files("rejected"));
        Set<String> contents = new HashSet<>();
        for (Path file : files) {
            contents.add(Snapshot.read(file).sha256());
            String name = file.getFileName().toString();
            if (name.startsWith(".")) {
                continue;
            }
            boolean note = name.endsWith(".txt");
            Path other = note
                    ? file.resolveSibling(name.substring(0, name.length() - ".txt".length()))
                    : file.resolveSibling(name + ".txt");
            if (!files.contains(other)) {
                findings.add("%s has no %s beside it", snapshot.name(file), note ? "file" : "note");
            }
        }
        snapshot.handedIn().stream()
                .filter(each -> each.fate() == Expected.Fate.REJECTED && !contents.contains(each.sha256()))
                .forEach(each -> findings.add("%s is not in rejected/", each));
    }

    private static void leftovers(Snapshot snapshot, Rule.Findings findings, Duration limit) throws IOException {
        Instant before = Instant.now().minus(limit);
        Path incoming = snapshot.data().resolve("blobs/incoming");
        Path temporary = snapshot.data().resolve("run/tmp");
        Path cache = snapshot.data().resolve("run/karaf");
        try (Stream<Path> all = Files.walk(snapshot.data())) {
            all.filter(path -> !path.startsWith(cache) && !path.startsWith(temporary)
                            || path.getParent().equals(temporary))
                    .filter(path -> ASIDE.matcher(path.getFileName().toString()).matches()
                            || (path.startsWith(incoming) && !path.equals(incoming))
                            || temporary.equals(path.getParent()))
                    .filter(path -> !changed(path).isAfter(before))
                    .forEach(path -> findings.add("%s was left", snapshot.name(path)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Instant changed(Path path) {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
