package io.yuhitsu.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Room on the disk, and what kind of disk it is. */
final class DiskCheck {
    private static final long MIB = 1 << 20;
    /** The launcher refuses to start with less. */
    private static final long LEAST_MIB = 200;

    private static final int PROBE_BYTES = 1 << 20;

    private DiskCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        look(site, Volume::of, findings);
    }

    /** Those volumes that the server looks at before it takes anything in. */
    static void look(Site site, Volume.Finder volumes, Findings findings) throws IOException {
        Volume data = volumes.of(site.data());
        boolean well = mount(site.data(), data, findings);
        data.mount().ifPresent(mount -> home(site, mount, findings));
        if (data.free() / MIB < LEAST_MIB) {
            findings.error("disk-full", site.data(), String.valueOf(data.free() / MIB), String.valueOf(LEAST_MIB));
        } else if (room(site, site.data(), data, findings) && well && Owner.isMine(site.data())) {
            probe(site, findings);
        }
        Set<Object> seen = new HashSet<>(Set.of(data.id()));
        for (Path folder : List.of(site.data().resolve("db"), site.storeFolder("blobs"))) {
            if (Files.isDirectory(folder)) {
                Volume volume = volumes.of(folder);
                if (seen.add(volume.id())) {
                    mount(folder, volume, findings);
                    room(site, folder, volume, findings);
                }
            }
        }
    }

    private static void home(Site site, Mount mount, Findings findings) {
        if (mount.options().contains("noexec")) {
            findings.error("disk-noexec", site.data(), mount.point());
            findings.command("mount -o remount,exec " + Findings.quoted(mount.point()));
        }
        if (mount.isContainerLayer()) {
            findings.note("disk-layer", site.data());
        }
    }

    /** @return whether there is enough for the server to take recordings in */
    private static boolean room(Site site, Path folder, Volume volume, Findings findings) {
        long pauseAt = Math.max(
                Settings.number(site, "io.yuhitsu.core.cfg", "freeMegabytes", 2048),
                volume.total() / MIB * Settings.number(site, "io.yuhitsu.core.cfg", "freePercent", 5) / 100);
        if (volume.free() / MIB >= pauseAt) {
            return true;
        }
        findings.warn("disk-low", folder, String.valueOf(volume.free() / MIB), String.valueOf(pauseAt));
        return false;
    }

    /** @return whether it can be written */
    private static boolean mount(Path folder, Volume volume, Findings findings) {
        if (volume.mount().isEmpty()) {
            return true;
        }
        Mount mount = volume.mount().get();
        if (mount.isRemote()) {
            findings.warn("disk-remote", folder, mount.type());
        }
        if (!mount.options().contains("ro")) {
            return true;
        }
        findings.error("disk-read-only", folder, mount.point());
        findings.command("mount -o remount,rw " + Findings.quoted(mount.point()));
        return false;
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
