package io.yuhitsu.routes.internal.minutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void whatIsLoggedOfAFailureNamesNoFile() {
        Exception thrown = new IllegalStateException(
                "Cannot store file: 議事録.pdf", new AccessDeniedException("/srv/議事録.pdf", null, "Permission denied"));

        assertThat(Causes.withoutMessages(thrown))
                .doesNotContain("議事録", "/srv")
                .contains("IllegalStateException", "caused by java.nio.file.AccessDeniedException: Permission denied")
                .contains("CausesTest.java");
    }
}
