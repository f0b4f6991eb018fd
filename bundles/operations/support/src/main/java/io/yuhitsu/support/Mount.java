package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file system on which a folder lies.
 *
 * @param type like {@code ext4}
 * @param options like {@code ro} and {@code noexec}
 */
record Mount(Path point, String type, Set<String> options) {
    private static final List<String> REMOTE = List.of(
            "nfs",
            "cifs",
            "smb",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.s3fs",
            "fuse.rclone",
            "9p",
            "afs",
            "ceph",
            "lustre",
            "gfs",
            "ocfs");

    /** Files and their locks are another machine's business. */
    boolean isRemote() {
        return REMOTE.stream().anyMatch(type::startsWith);
    }

    /** In the innermost layer of a container: gone with it. */
    boolean isContainerLayer() {
        return type.equals("overlay") && point.equals(Path.of("/"));
    }

    /** @return nothing where {@code /proc} does not tell */
    static Optional<Mount> of(Path folder) throws IOException {
        Path mounts = Path.of("/proc/self/mountinfo");
        return Files.isReadable(mounts) ? of(folder.toRealPath(), Files.readAllLines(mounts)) : Optional.empty();
    }

    /** @param lines of {@code /proc/self/mountinfo}; of two mounts at one point the later one lies above */
    static Optional<Mount> of(Path folder, List<String> lines) {
        Mount best = null;
        for (String line : lines) {
            String[] halves = line.split(" - ", 2);
            String[] first = halves[0].split(" ");
            if (halves.length < 2 || first.length < 6) {
                continue;
            }
            Path point = Path.of(unescaped(first[4]));
            String[] second = halves[1].split(" ");
            if (folder.startsWith(point) && (best == null || point.getNameCount() >= best.point.getNameCount())) {
                Set<String> options = new java.util.TreeSet<>(Arrays.asList(first[5].split(",")));
                if (second.length > 2 && Arrays.asList(second[2].split(",")).contains("ro")) {
                    options.add("ro");
                }
                best = new Mount(point, second[0], options);
            }
        }
        return Optional.ofNullable(best);
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
