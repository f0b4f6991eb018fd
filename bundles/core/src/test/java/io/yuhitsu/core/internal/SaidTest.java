package io.yuhitsu.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.job.Stage;
import org.junit.jupiter.api.Test;

class SaidTest {
    @Test
    void theEndOfAStageNamesItInTheReadersLanguage() {
        assertThat(Said.stageDone(Stage.TRANSCRIBE, "1.5").ja()).isEqualTo("「文字起こし」が終わりました(1.5 秒)。");
        for (Stage stage : Stage.values()) {
            assertThat(Said.stageDone(stage, "1.5").ja()).doesNotContain(stage.verb());
        }
        assertThat(Said.stageDone(Stage.RENDER, "1.5").en()).isEqualTo("documents done (1.5 s).");
    }
}
