package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.contracts.MemoryProfileStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveProfileTest {
    @TempDir
    Path folder;

    private final MemoryProfileStore profiles = new MemoryProfileStore();
    private TestShell shell;

    @BeforeEach
    void open() {
        shell = new TestShell(folder, profiles, new Choices());
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aProfileIsForgotten() {
        shell.run("profile", "set", "weekly");
        assertThat(shell.run("profile", "remove", "weekly").status()).isZero();
        assertThat(profiles.find(JobAction.TENANT, new ProfileId("weekly"))).isEmpty();
    }

    @Test
    void theDefaultOneStays() {
        shell.run("profile", "set", "default");
        TestShell.Answer answer = shell.run("profile", "remove", "default");
        assertThat(answer.status()).isEqualTo(CommandException.USAGE);
        assertThat(answer.err()).contains("cannot be removed");
        assertThat(profiles.find(JobAction.TENANT, ProfileId.DEFAULT)).isPresent();
    }

    @Test
    void oneThatIsNotThereIsNotFound() {
        assertThat(shell.run("profile", "remove", "weekly").status()).isEqualTo(CommandException.NOT_FOUND);
    }
}
