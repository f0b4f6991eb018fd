package io.yuhitsu.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script that started the server finds in {@code run/}. */
final class StartFailureTest {
    @TempDir
    Path folder;

    private Path failed;
    private Path forNow;

    @BeforeEach
    void run() throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        failed = run.resolve("failed");
        forNow = run.resolve("failed-for-now");
    }

    private void fail(RuntimeException why) {
        assertThatThrownBy(() -> StartFailure.told(new DataFolder(folder), () -> {
                    throw why;
                }))
                .isSameAs(why);
    }

    @Test
    void whatMayBeBackLaterIsMarkedSo() {
        fail(new UnavailableForNow("away", null));

        assertThat(failed).content().contains("away");
        assertThat(forNow).exists();
    }

    @Test
    void whatOnlyAPersonCanMendIsNot() {
        fail(new UnavailableForNow("away", null));
        fail(new IllegalStateException("wrong"));

        assertThat(failed).content().contains("wrong");
        assertThat(forNow).doesNotExist();
    }
}
