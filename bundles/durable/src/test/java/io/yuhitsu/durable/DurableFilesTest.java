package io.yuhitsu.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the content really reaches the disk before the name does is seen from outside, in the traces of the integration tests. */
final class DurableFilesTest {
    private static final DurableStep STEP = DurableStep.named("tests.files");

    @TempDir
    Path folder;

    @Test
    void writesASmallFileForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("secret");
        DurableFiles.write(file, "one".getBytes(StandardCharsets.UTF_8), STEP);
        assertThat(file).hasContent("one");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void replacesAFileAndWhatACrashLeftBesideIt() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "one");
        Files.writeString(folder.resolve(".secret.new"), "half of tw");
        DurableFiles.write(file, "two".getBytes(StandardCharsets.UTF_8), STEP);
        assertThat(file).hasContent("two");
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
    }

    @Test
    void privateFoldersAreClosedToOthersAllTheWayDown() throws IOException {
        Path deep = folder.resolve("a/b");
        DurableFiles.makePrivateFolder(deep);
        DurableFiles.makePrivateFolder(deep);
        assertThat(Files.getPosixFilePermissions(deep)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(deep.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void deletesWhatIsOldAndNamedAsALeftover() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Path oldFile = Files.writeString(folder.resolve(".a.part"), "");
        Path oldFolder = Files.createDirectory(folder.resolve(".b.part"));
        Files.writeString(oldFolder.resolve("inside"), "");
        Path other = Files.writeString(folder.resolve("a.part"), "");
        for (Path each : List.of(oldFile, oldFolder, other)) {
            Files.setLastModifiedTime(each, old);
        }
        Path young = Files.writeString(folder.resolve(".c.part"), "");
        DurableFiles.deleteLeftovers(folder, Pattern.compile("\\..\\.part"));
        DurableFiles.deleteLeftovers(folder.resolve("absent"), Pattern.compile(".*"));
        assertThat(oldFile).doesNotExist();
        assertThat(oldFolder).doesNotExist();
        assertThat(other).exists();
        assertThat(young).exists();
    }

    @Test
    void deletesATreeAndFollowsNoLinks() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path kept = Files.writeString(other.resolve("kept"), "");
        Path tree = folder.resolve("tree");
        DurableFiles.makeFolder(tree.resolve("deep"));
        Files.createSymbolicLink(tree.resolve("deep/link"), other);
        DurableFiles.deleteTree(tree);
        DurableFiles.deleteTree(tree);
        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }
}
