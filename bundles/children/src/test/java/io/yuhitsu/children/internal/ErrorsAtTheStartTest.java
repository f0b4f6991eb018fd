package io.yuhitsu.children.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.ObligingChildren;
import io.yuhitsu.children.PoolLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has no thread or memory left for the start of a child. */
@Timeout(120)
class ErrorsAtTheStartTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ChildSpec SPEC = ObligingChildren.SPEC;

    @TempDir
    Path run;

    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger errorsLeft = new AtomicInteger(2);

    @AfterEach
    void end() {
        watch.shutdownNow();
    }

    @Test
    void aProcessWhoseStartEndedInAnErrorIsKilledAndReported() {
        AtomicReference<ChildProcess> born = new AtomicReference<>();
        AtomicReference<Throwable> failed = new AtomicReference<>();

        starter(work -> new Thread(work).start())
                .start(
                        SPEC,
                        1 << 20,
                        child -> {
                            born.set(child);
                            throw noThread();
                        },
                        child -> failed.set(new IllegalStateException("ready")),
                        failed::set);

        await().atMost(LONG).until(() -> failed.get() != null);
        assertThat(failed.get()).isInstanceOf(OutOfMemoryError.class);
        await().atMost(LONG).until(() -> !born.get().isAlive());
        assertThat(run.resolve("obliging-1")).doesNotExist();
    }

    @Test
    void aPoolKeepsItsPlaceWhenThereIsNoThreadForAStart() throws Exception {
        ChildPool pool = new SupervisedPool(
                SPEC,
                PoolLimits.of(1, 0).withPatience(Duration.ofSeconds(30)),
                starter(work -> {
                    if (errorsLeft.getAndDecrement() > 0) {
                        throw noThread();
                    }
                    new Thread(work).start();
                }),
                watch,
                closed -> {});
        try {
            FailureException failure =
                    catchThrowableOfType(FailureException.class, () -> pool.open(LONG, CancelToken.none()));
            assertThat(failure.reason().code()).isEqualTo(ChildPool.NOT_STARTED);

            pool.open(LONG, CancelToken.none()).close();
        } finally {
            pool.close();
        }
    }

    private Starter starter(Executor threads) {
        return new Starter(run, new ClassPaths(run), threads, watch);
    }

    private static OutOfMemoryError noThread() {
        return new OutOfMemoryError("unable to create native thread");
    }
}
