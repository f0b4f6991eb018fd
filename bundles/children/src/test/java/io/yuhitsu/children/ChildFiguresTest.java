package io.yuhitsu.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.health.HealthCheck;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of children, and what is said of pools that cannot start any. */
@Timeout(120)
class ChildFiguresTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ChildSpec OBLIGING =
            ChildSpec.of("obliging", ObligingChild.class).withMemory(32, 250);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path run;

    private Children children;

    @BeforeEach
    void open() {
        Metrics.addRegistry(registry);
        children = Children.below(run);
    }

    @AfterEach
    void close() {
        children.close();
        Metrics.removeRegistry(registry);
    }

    private double count(String name, String tag, String value) {
        return registry.find(name).tags("pool", "obliging", tag, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double gauge(String name) {
        return registry.get(name).tag("pool", "obliging").gauge().value();
    }

    private static void order(ChildPool pool, String order) throws FailureException, InterruptedException {
        pool.call(LONG, CancelToken.none(), call -> {
            call.send(1, ByteBuffer.wrap(order.getBytes(StandardCharsets.UTF_8)));
            return call.receive();
        });
    }

    @Test
    void livingChildrenAndTheirMemoryAreMeasuredOverAllPoolsOfAName() throws Exception {
        ChildPool one = children.pool(OBLIGING, PoolLimits.of(1, 1));
        ChildPool other = children.pool(OBLIGING, PoolLimits.of(1, 1));
        order(one, "echo x");
        order(other, "echo x");

        assertThat(gauge("yuhitsu.children.running")).isEqualTo(2);
        assertThat(gauge("yuhitsu.children.memory")).isBetween(20e6, 500e6);
        assertThat(count("yuhitsu.children.starts", "outcome", "ready")).isEqualTo(2);

        one.close();
        await().atMost(LONG).until(() -> gauge("yuhitsu.children.running") == 1);
        await().atMost(LONG).until(() -> count("yuhitsu.children.ends", "reason", "closing") == 1);
    }

    @Test
    void deathsAndTheStartsBehindThemAreCounted() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        assertThatThrownBy(() -> order(pool, "crash")).isInstanceOf(FailureException.class);
        order(pool, "echo x");

        await().atMost(LONG).until(() -> count("yuhitsu.children.ends", "reason", "died") == 1);
        assertThat(count("yuhitsu.children.starts", "outcome", "ready")).isEqualTo(2);
        assertThat(((HealthCheck) children).troubles()).isEmpty();
    }

    @Test
    void aPoolThatCannotStartAnyChildIsATroubleUntilOneStarts() throws Exception {
        ChildPool pool = children.pool(OBLIGING.withArgs("stillborn"), PoolLimits.of(1, 0));
        assertThatThrownBy(() -> order(pool, "echo x")).isInstanceOf(FailureException.class);

        assertThat(((HealthCheck) children).troubles())
                .extracting(trouble -> trouble.reason().code())
                .containsExactly(ChildPool.NOT_STARTED);
        assertThat(count("yuhitsu.children.starts", "outcome", "failed")).isEqualTo(1);
        pool.close();
        assertThat(((HealthCheck) children).troubles()).isEmpty();
    }

    @Test
    void childrenThatAreStartedAnewAreTheOnesThatAreMeasured() throws Exception {
        order(children.pool(OBLIGING, PoolLimits.of(1, 0)), "echo x");
        children.close();
        children = Children.below(run);
        order(children.pool(OBLIGING, PoolLimits.of(1, 0)), "echo x");

        assertThat(gauge("yuhitsu.children.running")).isEqualTo(1);
    }
}
