package io.yuhitsu.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child prints comes to the log, but not all of it. */
@Timeout(120)
class StderrTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern LEFT_OUT = Pattern.compile("(\\d+) further lines left out");
    private static final Pattern LOGGED = Pattern.compile("line \\d+ on stderr");

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @TempDir
    Path run;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
    }

    @Test
    void ofAHundredThousandLinesAFewAreLoggedAndTheOthersAreCounted() throws Exception {
        try (Children children = Children.below(run)) {
            ChildPool pool = children.pool(ObligingChildren.SPEC, PoolLimits.of(1, 0));
            pool.call(LONG, CancelToken.none(), call -> {
                call.send(1, ByteBuffer.wrap("chatter".getBytes(StandardCharsets.UTF_8)));
                return call.receive();
            });
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(logged() + leftOut()).isGreaterThanOrEqualTo(100_000));

        // Twenty in ten seconds; the machine may be slow.
        assertThat(logged()).isBetween(1L, 1000L);
        assertThat(log.size()).isLessThan(100_000);
    }

    private long logged() {
        return LOGGED.matcher(log.toString(StandardCharsets.UTF_8)).results().count();
    }

    private long leftOut() {
        Matcher matcher = LEFT_OUT.matcher(log.toString(StandardCharsets.UTF_8));
        return matcher.results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
