package io.yuhitsu.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableStepTest {
    @TempDir
    Path folder;

    private Path file;

    private int run(String... options) throws IOException, InterruptedException {
        file = folder.resolve("done");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Halting.class.getName(), file.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void haltsBeforeTheAct() throws Exception {
        assertThat(run("-Dyuhitsu.crash.at=tests.halting:before")).isEqualTo(DurableStep.CRASHED);
        assertThat(file).doesNotExist();
    }

    @Test
    void haltsAfterTheAct() throws Exception {
        assertThat(run("-Dyuhitsu.crash.at=tests.halting:after")).isEqualTo(DurableStep.CRASHED);
        assertThat(file).exists();
    }

    @Test
    void goesOnAtOtherSteps() throws Exception {
        assertThat(run("-Dyuhitsu.crash.at=tests.other:before")).isZero();
        assertThat(file).exists();
    }

    @Test
    void refusesAPlaceThatCannotBe() throws Exception {
        assertThat(run("-Dyuhitsu.crash.at=tests.halting")).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void namesAreOfOneForm() {
        assertThatThrownBy(() -> DurableStep.named("Something")).isInstanceOf(IllegalArgumentException.class);
        assertThat(DurableStep.named("jobs.give-back")).hasToString("jobs.give-back");
    }
}
