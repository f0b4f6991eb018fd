package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Versions, the machine, the disk: numbers, and words from short lists. No names of machines, users or folders. */
final class SystemFacts {
    private static final List<String> FOLDERS = List.of(
            "inbox",
            "accepted",
            "rejected",
            "outbox",
            "etc",
            "routes",
            "deploy",
            "models",
            "db",
            "blobs",
            "keys",
            "log",
            "run",
            "run/tmp");

    private SystemFacts() {}

    static String text(Site site, Clock clock) throws IOException {
        StringBuilder out = new StringBuilder();
        line(out, "yuhitsu", site.version());
        line(out, "server", site.state());
        line(out, "time", clock.instant());
        line(out, "zone", ZoneId.systemDefault());
        for (String name :
                List.of("java.version", "java.vendor", "java.vm.version", "os.name", "os.version", "os.arch")) {
            line(out, name, System.getProperty(name));
        }
        distribution(out);
        line(out, "cores", Runtime.getRuntime().availableProcessors());
        file(out, Path.of("/proc/meminfo"), "(MemTotal|MemAvailable|SwapTotal|SwapFree):.*");
        file(out, Path.of("/proc/loadavg"), ".*");
        file(out, Path.of("/sys/fs/cgroup/memory.max"), "[0-9a-z]+");
        file(out, Path.of("/sys/fs/cgroup/cpu.max"), "[0-9a-z ]+");
        file(out, Path.of("/proc/self/limits"), "Max (open files|processes|file size|address space) .*");
        if (Files.isDirectory(site.data())) {
            disk(site, out);
        }
        return out.toString();
    }

    private static void distribution(StringBuilder out) throws IOException {
        file(out, Path.of("/etc/os-release"), "(ID|VERSION_ID)=.*");
    }

    private static void disk(Site site, StringBuilder out) throws IOException {
        FileStore store = Files.getFileStore(site.data());
        line(out, "disk free", store.getUsableSpace());
        line(out, "disk total", store.getTotalSpace());
        Optional<Mount> mount = Mount.of(site.data());
        line(out, "file system", mount.map(Mount::type).orElse("?"));
        line(out, "read-only", mount.map(each -> each.options().contains("ro")).orElse(false));
        line(out, "noexec", mount.map(each -> each.options().contains("noexec")).orElse(false));
        Path stamp = site.data().resolve("data-version");
        if (Files.isReadable(stamp)) {
            file(out, stamp, "(format|since)=[0-9A-Za-z.-]{1,20}");
        }
        for (String name : FOLDERS) {
            Path folder = site.data().resolve(name);
            if (Files.isDirectory(folder)) {
                Size size = new Size();
                Files.walkFileTree(folder, size);
                line(
                        out,
                        "folder " + name,
                        String.format(
                                "mode %o, same owner %s, %d files, %d bytes, newest %s",
                                Owner.mode(folder) & 0b111_111_111,
                                Owner.of(folder) == Owner.of(site.data()),
                                size.files,
                                size.bytes,
                                size.newest));
            }
        }
    }

    private static final class Size extends SimpleFileVisitor<Path> {
        private long files;
        private long bytes;
        private java.time.Instant newest = java.time.Instant.EPOCH;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            java.time.Instant changed = attributes.lastModifiedTime().toInstant();
            newest = changed.isAfter(newest) ? changed : newest;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static void file(StringBuilder out, Path file, String wanted) throws IOException {
        if (Files.isReadable(file)) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.matches(wanted))
                    .forEach(line -> line(out, file.getFileName().toString(), line));
        }
    }

    private static void line(StringBuilder out, String name, Object value) {
        out.append(name).append(": ").append(value).append('\n');
    }
}
