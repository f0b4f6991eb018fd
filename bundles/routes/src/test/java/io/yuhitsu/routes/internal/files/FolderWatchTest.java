package io.yuhitsu.routes.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.routes.internal.files.FolderWatch.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private static final String NAME = "a.camel.yaml";

    @TempDir
    Path folder;

    private FolderWatch watch;

    @BeforeEach
    void start() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        watch = new FolderWatch(folder);
    }

    private void write(String text) throws IOException {
        write(NAME, text);
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theFirstLookTakesEveryFileAsItIs() throws IOException {
        write("a");
        assertThat(watch.look()).containsExactly(new Event.Changed(NAME, "a"));
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void aFileThatIsWrittenInPiecesCountsWhenItStaysTheSame() throws IOException {
        assertThat(watch.look()).isEmpty();
        for (String piece : List.of("-", "- ro", "- rou")) {
            write(piece);
            assertThat(watch.look()).isEmpty();
        }
        assertThat(watch.look()).containsExactly(new Event.Changed(NAME, "- rou"));
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void aFileThatAnEditorPutsAsideForAMomentIsNotGone() throws IOException {
        write("a");
        watch.look();
        Files.delete(folder.resolve(NAME));
        assertThat(watch.look()).isEmpty();
        write("b");
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).containsExactly(new Event.Changed(NAME, "b"));
        Files.delete(folder.resolve(NAME));
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).containsExactly(new Event.Gone(NAME));
    }

    @Test
    void aRewriteWithTheOldSizeAndTimeIsSeen() throws IOException {
        write("a");
        watch.look();
        FileTime then = Files.getLastModifiedTime(folder.resolve(NAME));
        write("b");
        Files.setLastModifiedTime(folder.resolve(NAME), then);
        watch.look();
        assertThat(watch.look()).containsExactly(new Event.Changed(NAME, "b"));
    }

    @Test
    void linksAndFoldersAreSaidToBeUnusableAndOtherNamesAreNotLookedAt() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("notes.txt"), "x");
        Files.createSymbolicLink(folder.resolve(NAME), elsewhere);
        Files.createDirectory(folder.resolve("b.camel.yaml"));
        assertThat(watch.look())
                .extracting(event -> event.name() + " "
                        + ((Event.Unusable) event).why().reason().code())
                .containsExactlyInAnyOrder(NAME + " not-a-file", "b.camel.yaml not-a-file");
    }

    @Test
    void whatIsNotUtf8TextOrTooBigIsUnusable() throws IOException {
        Files.write(folder.resolve(NAME), new byte[] {(byte) 0x83, 0x65});
        Files.setPosixFilePermissions(folder.resolve(NAME), PosixFilePermissions.fromString("rw-------"));
        write("b.camel.yaml", "x".repeat(300_000));
        assertThat(watch.look())
                .extracting(event -> event.name() + " "
                        + ((Event.Unusable) event).why().reason().code())
                .containsExactlyInAnyOrder(NAME + " not-utf8", "b.camel.yaml too-big");
    }

    @Test
    void aFolderThatIsGoneChangesNothing() throws IOException {
        write("a");
        watch.look();
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
        Files.move(aside, folder);
        assertThat(watch.look()).isEmpty();
    }
}
