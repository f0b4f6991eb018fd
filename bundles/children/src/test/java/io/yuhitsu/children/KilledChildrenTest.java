package io.yuhitsu.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.Transcriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Children that are killed as the system does when memory runs out. */
@Timeout(120)
class KilledChildrenTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path run;

    private Children children;
    private ChildPool pool;

    @BeforeEach
    void open() {
        children = Children.below(run);
        pool = children.pool(ChildSpec.of("obliging", ObligingChild.class).withMemory(32, 250), PoolLimits.of(2, 1));
    }

    @AfterEach
    void close() {
        children.close();
    }

    @Test
    void betweenDeathsInOneShortageOfMemoryThereIsTimeThatGrows() throws Exception {
        long began = System.nanoTime();
        killedAtWork();
        killedAtWork();
        killedAtWork();

        // The third death would condemn the recording: the second call waited a second, the third five.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aCallThatWaitsInThePauseCanBeCancelled() throws Exception {
        killedAtWork();
        killedAtWork();
        CancelToken cancel = new CancelToken();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                pool.open(LONG, cancel).close();
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.start();
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        cancel.trip();

        thread.join();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    }

    private void killedAtWork() {
        FailureException failure = catchThrowableOfType(
                FailureException.class,
                () -> pool.call(LONG, CancelToken.none(), call -> {
                    call.send(1, text("pid"));
                    String pid =
                            StandardCharsets.UTF_8.decode(call.receive().body()).toString();
                    call.end();
                    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
                    return call.receive();
                }));
        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("137");
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
