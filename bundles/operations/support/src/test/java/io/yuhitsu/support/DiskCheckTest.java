package io.yuhitsu.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {
    private static final long MIB = 1 << 20;
    private static final Path POINT = Path.of("/mnt/the disk");

    @TempDir
    Path folder;

    private final Map<String, Volume> volumes = new HashMap<>();
    private Program program;

    @BeforeEach
    void make() throws IOException {
        program = new Program(folder);
        program.put("etc/" + Program.CORE, "freeMegabytes=1000\nfreePercent=5\n");
        volumes.put("data", volume(1, 50_000, 100_000));
    }

    private static Volume volume(int id, long free, long total, String... options) {
        return new Volume(id, free * MIB, total * MIB, Optional.of(new Mount(POINT, "ext4", Set.of(options))));
    }

    private Findings look() throws IOException {
        Findings findings = new Findings();
        DiskCheck.look(
                program.site(),
                path -> volumes.getOrDefault(
                        path.equals(program.data) ? "data" : path.getFileName().toString(), volumes.get("data")),
                findings);
        return findings;
    }

    private List<String> codes() throws IOException {
        return look().sorted().stream()
                .map(finding -> finding.level() + " " + finding.message().code())
                .toList();
    }

    @Test
    void aDiskWithRoomIsInOrder() throws IOException {
        assertThat(codes()).isEmpty();
    }

    @Test
    void lessThanTheServerStartsWithIsAProblem() throws IOException {
        volumes.put("data", volume(1, 199, 100_000));
        assertThat(codes()).containsExactly("ERROR disk-full");
        assertThat(look().sorted().get(0).message().en()).contains(" 199 MB", " 200 MB");
        volumes.put("data", volume(1, 200, 100_000));
        assertThat(codes()).containsExactly("WARNING disk-low");
    }

    @Test
    void lessThanTheServerTakesRecordingsInWithIsAWarning() throws IOException {
        volumes.put("data", volume(1, 4_999, 100_000));
        assertThat(codes()).containsExactly("WARNING disk-low");
        assertThat(look().sorted().get(0).message().en()).contains(" 4999 MB", " 5000 MB");
        volumes.put("data", volume(1, 999, 2_000));
        assertThat(codes()).as("by the least, not by the share").containsExactly("WARNING disk-low");
        volumes.put("data", volume(1, 1_000, 2_000));
        assertThat(codes()).isEmpty();
    }

    @Test
    void theVolumesOfTheDatabaseAndOfTheRecordingsAreLookedAtToo() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        Files.createDirectories(program.data.resolve("db"));
        program.put("etc/io.yuhitsu.store.cfg", "blobs=" + recordings + "\n");
        volumes.put("db", volume(2, 999, 2_000));
        volumes.put("recordings", volume(3, 100, 2_000, "ro", "noexec"));

        assertThat(look().sorted())
                .extracting(finding -> finding.message().code() + " "
                        + finding.message().en().replaceAll("(?s)^.*?(db|recordings)[ ;].*$", "$1"))
                .containsExactly("disk-read-only recordings", "disk-low db", "disk-low recordings");
    }

    @Test
    void aVolumeThatIsSharedIsNamedOnce() throws IOException {
        Files.createDirectories(program.data.resolve("db"));
        Files.createDirectories(program.data.resolve("blobs"));
        volumes.put("data", volume(1, 500, 2_000, "ro"));

        assertThat(codes()).containsExactly("ERROR disk-read-only", "WARNING disk-low");
    }

    @Test
    void aDiskThatIsMountedReadOnlyIsAProblem() throws IOException {
        volumes.put("data", volume(1, 50_000, 100_000, "ro"));

        assertThat(codes()).containsExactly("ERROR disk-read-only");
        assertThat(look().sorted().get(0).commands()).containsExactly("mount -o remount,rw '" + POINT + "'");
    }

    @Test
    void aDiskFromWhichNothingMayBeExecutedIsAProblem() throws IOException {
        volumes.put("data", volume(1, 50_000, 100_000, "rw", "noexec"));

        assertThat(codes()).containsExactly("ERROR disk-noexec");
        assertThat(look().sorted().get(0).commands()).containsExactly("mount -o remount,exec '" + POINT + "'");
    }

    @Test
    void aDiskWithRoomThatTakesNoFileIsAProblem() throws IOException {
        Files.delete(program.data.resolve("run/tmp"));
        Files.delete(program.data.resolve("run"));
        // Not even root makes a file there.
        Files.createSymbolicLink(program.data.resolve("run"), Path.of("/proc/self"));

        assertThat(codes()).containsExactly("ERROR disk-unwritable");
        assertThat(look().sorted().get(0).commands().get(0)).contains("df -i", "quota");
    }
}
