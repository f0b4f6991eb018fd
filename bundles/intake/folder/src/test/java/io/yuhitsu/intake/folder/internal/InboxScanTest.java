package io.yuhitsu.intake.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxScanTest {
    @TempDir
    Path data;

    private Path inbox;
    private Path share;

    @BeforeEach
    void make() throws IOException {
        inbox = Files.createDirectories(data.resolve("inbox"));
        share = Files.createDirectories(data.resolve("share"));
        Files.writeString(share.resolve("a.wav"), "a");
    }

    @Test
    void aProfileLinkIsSeenUnderItsOwnNameAndReadWhereItLeads() throws IOException {
        Files.createSymbolicLink(inbox.resolve("weekly"), share);
        InboxScan.Look look = InboxScan.of(inbox);
        assertThat(look.ignored()).isEmpty();
        assertThat(look.folders()).containsExactlyInAnyOrder(inbox.toRealPath(), share.toRealPath());
        assertThat(look.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.file()).isEqualTo(share.toRealPath().resolve("a.wav"));
            assertThat(candidate.relative()).isEqualTo(Path.of("weekly/a.wav"));
        });
    }

    @Test
    void otherLinksAreNamedAndNotFollowed() throws IOException {
        Files.createDirectories(inbox.resolve("default"));
        Files.createSymbolicLink(inbox.resolve("default/deep"), share);
        Files.createSymbolicLink(inbox.resolve("default/file.wav"), share.resolve("a.wav"));
        Files.createSymbolicLink(inbox.resolve("top.wav"), share.resolve("a.wav"));
        Files.createSymbolicLink(inbox.resolve("nowhere"), data.resolve("gone"));
        InboxScan.Look look = InboxScan.of(inbox);
        assertThat(look.candidates()).isEmpty();
        assertThat(look.ignored())
                .containsExactlyInAnyOrder(
                        Path.of("default/deep"), Path.of("default/file.wav"), Path.of("top.wav"), Path.of("nowhere"));
    }

    @Test
    void noFolderIsLookedThroughTwice() throws IOException {
        Files.createDirectories(inbox.resolve("default"));
        Files.writeString(inbox.resolve("default/b.wav"), "b");
        Files.createSymbolicLink(inbox.resolve("again"), inbox.resolve("default"));
        Files.createSymbolicLink(inbox.resolve("above"), data);
        Files.createSymbolicLink(inbox.resolve("one"), share);
        Files.createSymbolicLink(inbox.resolve("two"), share);
        InboxScan.Look look = InboxScan.of(inbox);
        assertThat(look.candidates())
                .extracting(InboxScan.Candidate::relative)
                .containsExactlyInAnyOrder(Path.of("default/b.wav"), Path.of("one/a.wav"));
        assertThat(look.ignored()).containsExactlyInAnyOrder(Path.of("again"), Path.of("above"), Path.of("two"));
    }

    @Test
    void aLinkThatSomebodyElseMadeIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(inbox.resolve("weekly"), share);
        Object owner = Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        InboxScan.Look look = InboxScan.of(inbox, user -> !owner.equals(user));
        assertThat(look.candidates()).isEmpty();
        assertThat(look.ignored()).containsExactly(Path.of("weekly"));
    }
}
