package io.yuhitsu.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Room on the disk, and what kind of disk it is. */
final class DiskCheck {
    private static final long MIB = 1 << 20;
    /** The launcher refuses to start with less. */
    private static final long LEAST_MIB = 200;

    private static final int PROBE_BYTES = 1 << 20;

    private DiskCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        Optional<Mount> mount = Mount.of(site.data());
        if (mount.isPresent()) {
            mount(site, mount.get(), findings);
        }
        FileStore store = Files.getFileStore(site.data());
        long free = store.getUsableSpace() / MIB;
        long total = store.getTotalSpace() / MIB;
        long pauseAt = Math.max(
                Settings.number(site, "io.yuhitsu.core.cfg", "freeMegabytes", 2048),
                total * Settings.number(site, "io.yuhitsu.core.cfg", "freePercent", 5) / 100);
        if (free < LEAST_MIB) {
            findings.error("disk-full", site.data(), String.valueOf(free), String.valueOf(LEAST_MIB));
        } else if (free < pauseAt) {
            findings.warn("disk-low", site.data(), String.valueOf(free), String.valueOf(pauseAt));
        } else if (mount.map(each -> !each.options().contains("ro")).orElse(true) && Owner.isMine(site.data())) {
            probe(site, findings);
        }
    }

    private static void mount(Site site, Mount mount, Findings findings) {
        if (mount.options().contains("ro")) {
            findings.error("disk-read-only", site.data(), mount.point());
            findings.command("mount -o remount,rw " + Findings.quoted(mount.point()));
        }
        if (mount.options().contains("noexec")) {
            findings.error("disk-noexec", site.data(), mount.point());
            findings.command("mount -o remount,exec " + Findings.quoted(mount.point()));
        }
        if (mount.isRemote()) {
            findings.warn("disk-remote", site.data(), mount.type());
        }
        if (mount.isContainerLayer()) {
            findings.note("disk-layer", site.data());
        }
    }

    /** A quota shows only when something is written. */
    private static void probe(Site site, Findings findings) {
        Path run = site.run();
        if (!Files.isDirectory(run)) {
            return;
        }
        Path file = null;
        try {
            file = Files.createTempFile(run, "doctor", ".tmp");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
                ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            findings.error("disk-unwritable", site.data(), e.getMessage());
            findings.command(
                    "df -h " + Findings.quoted(site.data()) + "; df -i " + Findings.quoted(site.data()) + "; quota -v");
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // On a disk that writes nothing; run/tmp and such are emptied at the next start.
        }
    }
}
