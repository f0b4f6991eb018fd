package io.yuhitsu.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CleanLogTest {
    private static final ProgramWords WORDS = new ProgramWords(
            Map.of(
                    "Outcomes", Set.of("job {}: {} done in {} ms", "job {}: {} is given up: {}", "{}"),
                    "Stage", Set.of("TRANSCRIBE")),
            Set.of("Outcomes", "DefaultCamelContext"),
            Set.of("file-is-text"));

    private final CleanLog log = new CleanLog(WORDS);

    @Test
    void ourOwnSentencesStayWithIdsNumbersStagesAndCodes() {
        assertThat(
                        log.clean(
                                "2026-11-24T01:00:00.000Z INFO  i.y.c.i.Outcomes [Camel (x) - weekly] job j1m85bg4xdykwxsr786r5: TRANSCRIBE done in 12 ms"))
                .isEqualTo(
                        "2026-11-24T01:00:00.000Z INFO i.y.c.i.Outcomes job j1m85bg4xdykwxsr786r5: TRANSCRIBE done in 12 ms");
        assertThat(
                        log.clean(
                                "2026-11-24T01:00:00.000Z WARN  i.y.c.i.Outcomes [main] job j1m85bg4xdykwxsr786r5: TRANSCRIBE is given up: file-is-text: It is a text about 予算"))
                .endsWith("TRANSCRIBE is given up: file-is-text");
    }

    @Test
    void whatCameFromOutsideIsMasked() {
        assertThat(
                        log.clean(
                                "2026-11-24T01:00:00.000Z INFO  i.y.c.i.Outcomes [main] job Budget 予算: TRANSCRIBE done in 12 ms"))
                .endsWith("job ***: TRANSCRIBE done in 12 ms");
        assertThat(log.clean("2026-11-24T01:00:00.000Z INFO  i.y.c.i.Outcomes [main] a sentence that nobody knows"))
                .endsWith(" i.y.c.i.Outcomes ***");
    }

    @Test
    void wordsOfLibrariesAndOfLoggersWithOtherNamesAreLeftOut() {
        assertThat(
                        log.clean(
                                "2026-11-24T01:00:00.000Z WARN  o.a.c.i.DefaultCamelContext [main] smtp://me:secret@host failed"))
                .isEqualTo("2026-11-24T01:00:00.000Z WARN o.a.c.i.DefaultCamelContext ***");
        assertThat(log.clean("2026-11-24T01:00:00.000Z WARN  budget [main] x"))
                .isEqualTo("2026-11-24T01:00:00.000Z WARN *** ***");
    }

    @Test
    void ofExceptionsTheClassesAndFramesStay() {
        assertThat(log.clean("Caused by: java.io.IOException: /srv/Budget 予算.wav is gone"))
                .isEqualTo("Caused by: java.io.IOException");
        assertThat(log.clean("\tat io.yuhitsu.core.internal.Loop.run(Loop.java:42) ~[12:io.yuhitsu.core:0.1.0]"))
                .isEqualTo("    at io.yuhitsu.core.internal.Loop.run(Loop.java:42)");
        assertThat(log.clean("a second line of a message")).isNull();
        assertThat(log.clean("\tat a place where (nobody) is")).isNull();
    }

    @Test
    void constantsAreReadOffClassFiles() throws IOException {
        try (InputStream in = CleanLogTest.class.getResourceAsStream("CleanLogTest.class")) {
            assertThat(ProgramWords.strings(in.readAllBytes())).contains("job {}: {} done in {} ms", "file-is-text");
        }
    }
}
