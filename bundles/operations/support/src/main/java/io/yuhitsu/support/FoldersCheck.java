package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may read and write the folders of the data and of the program. */
final class FoldersCheck {
    private static final int ROOT = 0;
    private static final int OWNERS = 0b111_000_000;
    private static final int GROUPS = 0b000_111_000;
    private static final int STRANGERS = 0b000_000_111;
    private static final int OTHERS = GROUPS | STRANGERS;
    private static final int WRITTEN_BY_OTHERS = 0b000_010_010;
    /** What the launcher makes for the owner alone. */
    private static final List<String> PRIVATE = List.of("etc", "routes", "deploy", "models", "log", "run");

    /** Files of other people come and go there, as they should. */
    private static final List<String> SHARED = List.of("inbox", "accepted", "rejected", "outbox");

    private static final List<String> PROGRAM = List.of(
            "bin/yuhitsu",
            "etc/config.properties",
            "etc/java.options",
            "lib/boot",
            "lib/client",
            "share/etc",
            "system");
    private static final int MOST_ENTRIES = 20_000;

    private FoldersCheck() {}

    /** @return whether the data folder is there and can be looked into */
    static boolean look(Site site, Findings findings) throws IOException {
        program(site, findings);
        Path data = site.data();
        if (!Files.exists(data)) {
            absent(data, findings);
            return false;
        }
        if (!Files.isDirectory(data)) {
            findings.error("data-no-folder", data);
            return false;
        }
        int owner = Owner.of(data);
        if (Owner.me() != owner) {
            findings.add(
                    Owner.me() == ROOT ? Level.NOTE : Level.ERROR,
                    Findings.TEXTS.message(
                            Owner.me() == ROOT ? "data-of-another" : "data-not-yours", data, String.valueOf(owner)),
                    List.of());
            if (Owner.me() != ROOT) {
                return false;
            }
        }
        if ((Owner.mode(data) & OWNERS) != OWNERS) {
            findings.error("folder-closed", data);
            findings.command("chmod u+rwx " + Findings.quoted(data));
        }
        for (String name : Stream.concat(PRIVATE.stream(), Stream.of("db", "blobs", "keys", "run/tmp"))
                .toList()) {
            folder(data.resolve(name), owner, findings);
        }
        shared(site, owner, findings);
        secrets(site, findings);
        foreign(data, owner, findings);
        return true;
    }

    private static void program(Site site, Findings findings) throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String name : PROGRAM) {
            Path file = site.home().resolve(name);
            if (!Files.isReadable(file)) {
                missing.add(name);
            } else if ((Owner.mode(file) & WRITTEN_BY_OTHERS) != 0) {
                open.add(name);
            }
        }
        if (!missing.isEmpty()) {
            findings.error("program-incomplete", site.home(), String.join(", ", missing));
        }
        if (!open.isEmpty()) {
            findings.warn("program-open", site.home());
            findings.command("chmod -R go-w " + Findings.quoted(site.home()));
        }
    }

    private static void absent(Path data, Findings findings) {
        Path parent = data.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent != null && !Files.isWritable(parent)) {
            findings.error("data-cannot-be-made", data, parent);
            findings.command("install -d -m 700 -o \"$(id -u)\" -g \"$(id -g)\" " + Findings.quoted(data));
        } else {
            findings.note("data-absent", data);
        }
    }

    /** Where files of other people come and go, with the folders of the profiles, also when the settings put them elsewhere. */
    private static void shared(Site site, int owner, Findings findings) throws IOException {
        Set<Path> folders = new TreeSet<>();
        SHARED.forEach(name -> folders.add(
                Settings.folder(site, name + ".folder").orElse(site.data().resolve(name))));
        for (Path folder : List.copyOf(folders)) {
            if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                try (Stream<Path> profiles = Files.list(folder)) {
                    profiles.filter(Files::isDirectory).forEach(folders::add);
                }
            }
        }
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                reachable(folder, owner, Level.ERROR, findings);
            }
        }
        for (Path folder : Settings.otherFolders(site)) {
            if (!folders.contains(folder)) {
                // Perhaps it is meant to be read only.
                reachable(folder, owner, Level.WARNING, findings);
            }
        }
    }

    private static void reachable(Path folder, int owner, Level level, Findings findings) throws IOException {
        Path real = folder.toRealPath();
        if (!isClosed(real, owner)) {
            return;
        }
        boolean own = Owner.of(real) == owner;
        String command = own ? "chmod u+rwx " : "setfacl -m u:" + owner + ":rwx ";
        findings.add(level, Findings.TEXTS.message("folder-closed", folder), List.of(command + Findings.quoted(real)));
    }

    /** @param owner under whom the server runs, and whose supplementary groups are not known here */
    private static boolean isClosed(Path real, int owner) throws IOException {
        if (owner == Owner.me() && owner != ROOT) {
            return !Files.isReadable(real) || !Files.isWritable(real) || !Files.isExecutable(real);
        }
        if (owner == ROOT) {
            return false;
        }
        int mode = Owner.mode(real);
        if (Owner.of(real) == owner) {
            return (mode & OWNERS) != OWNERS;
        }
        return (mode & GROUPS) != GROUPS && (mode & STRANGERS) != STRANGERS;
    }

    private static void folder(Path folder, int owner, Findings findings) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            findings.error("folder-is-file", folder);
            return;
        }
        int mode = Owner.mode(folder.toRealPath());
        if ((mode & OWNERS) != OWNERS) {
            findings.error("folder-closed", folder);
            findings.command("chmod u+rwx " + Findings.quoted(folder));
        } else if (Files.isSymbolicLink(folder)) {
            // Whose it is, the walk through the data folder does not see.
            reachable(folder, owner, Level.ERROR, findings);
        }
        if ((mode & WRITTEN_BY_OTHERS) != 0) {
            findings.warn("folder-open", folder);
            findings.command("chmod go-w " + Findings.quoted(folder));
        }
    }

    /** The server gives out no secret that others may read. */
    private static void secrets(Site site, Findings findings) throws IOException {
        Path folder = site.etc().resolve("secrets");
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if ((Owner.mode(file) & OTHERS) != 0) {
                    findings.error("secret-open", file);
                    findings.command("chmod 600 " + Findings.quoted(file));
                }
            }
        }
    }

    /** Mostly left by a start as root: the server's own user cannot write them. */
    private static void foreign(Path data, int owner, Findings findings) throws IOException {
        List<Path> foreign = new ArrayList<>();
        int[] seen = {0};
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                boolean left = folder.equals(data.resolve("run/karaf"))
                        || data.equals(folder.getParent())
                                && SHARED.contains(folder.getFileName().toString());
                return left ? FileVisitResult.SKIP_SUBTREE : seen(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return seen(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                return FileVisitResult.CONTINUE;
            }

            private FileVisitResult seen(Path path) throws IOException {
                if (Owner.of(path) != owner) {
                    foreign.add(path);
                }
                return ++seen[0] < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        if (!foreign.isEmpty()) {
            findings.error("files-of-another", String.valueOf(foreign.size()), data, foreign.get(0));
            findings.command("chown -R " + owner + ":" + Owner.group(data) + " " + Findings.quoted(data));
        }
    }
}
