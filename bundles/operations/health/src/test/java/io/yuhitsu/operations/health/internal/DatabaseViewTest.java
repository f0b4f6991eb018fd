package io.yuhitsu.operations.health.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.contracts.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseViewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stores stores = Stores.inMemory();
    private final Parts parts = new Parts();
    private final AtomicInteger asked = new AtomicInteger();
    private long nanos;
    private volatile boolean down;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private DatabaseView view = view(System::nanoTime, PATIENCE);

    private DatabaseView view(LongSupplier nanos, Duration patience) {
        parts.jobs = (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, args) -> {
                    asked.incrementAndGet();
                    hanging.await();
                    if (down) {
                        throw new StoreUnavailableException("told not to answer", null);
                    }
                    try {
                        return method.invoke(stores.jobs(), args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        parts.deliveries = stores.deliveries();
        return new DatabaseView(parts, stores.clock(), nanos, patience);
    }

    /** No answer is fresh any more. */
    private long later() {
        return nanos += 1L << 50;
    }

    @AfterEach
    void close() {
        hanging.countDown();
        view.close();
    }

    @Test
    void statusInALoopAsksTheDatabaseOnce() {
        stores.submit(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(view.look().jobs().counts()).hasSize(1);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aDatabaseThatHangsKeepsNobodyWaitingAndIsAskedOnceOnly() {
        view.close();
        view = view(this::later, Duration.ofMillis(20));
        assertThat(view.look().away()).isFalse();
        hanging = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            assertThat(view.look().away()).isTrue();
        }
        assertThat(asked).hasValue(2);

        stores.submit(1);
        hanging.countDown();
        await().until(() -> !view.look().away());
        assertThat(view.look().jobs().counts()).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayLeavesTheLastAnswer() {
        view.close();
        view = view(this::later, PATIENCE);
        stores.submit(1);
        Map<?, ?> counts = view.look().jobs().counts();
        down = true;
        assertThat(view.look().away()).isTrue();
        assertThat(view.look().jobs().counts()).isEqualTo(counts);
        down = false;
        assertThat(view.look().away()).isFalse();
    }

    @Test
    void aServerWithoutStoresSaysThatTheDatabaseIsAway() {
        parts.jobs = null;
        assertThat(view.look().away()).isTrue();
    }
}
