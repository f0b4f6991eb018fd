package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReopeningSourceTest {
    private final AtomicInteger shutDowns = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    private ReopeningSource source(ReopeningSource.Act shutDown, Duration patience) {
        ReopeningSource source = new ReopeningSource(shutDown, patience, ends::incrementAndGet);
        source.setDatabaseName("memory:nowhere");
        return source;
    }

    @Test
    void whatEndsADatabaseHasAllOfDerbyShutDownAtTheNextConnection() {
        for (SQLException breakdown : new SQLException[] {
            new SQLException("cannot flush", "XSLA0", 45_000),
            new SQLException("a fault inside", "XJ001", 0),
            new SQLException("does not boot", "XJ040", 40_000)
        }) {
            int before = shutDowns.get();
            ReopeningSource source = source(shutDowns::incrementAndGet, Duration.ofMinutes(1));
            source.failed(new IllegalStateException(breakdown));
            assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
            assertThat(shutDowns).hasValue(before + 1);
        }
    }

    @Test
    void otherFailuresAndTheShutdownItselfAreNoReason() {
        ReopeningSource source = source(shutDowns::incrementAndGet, Duration.ofMinutes(1));
        source.failed(new SQLException("lost against another", "40001", 30_000));
        source.failed(new SQLException("shut down", "08006", 45_000));
        source.failed(new SQLException("no state at all"));
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(shutDowns).hasValue(0);
    }

    @Test
    void aDerbyThatNeitherEndsNorOpensIsTheEndOfTheServer() {
        CountDownLatch never = new CountDownLatch(1);
        ReopeningSource source = source(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new SQLException(e);
                    }
                },
                Duration.ofMillis(50));
        source.failed(new SQLException("cannot flush", "XSLA0", 45_000));
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(ends).hasValue(1);
        never.countDown();
    }

    @Test
    void whatIsClosedIsNotOpenedAgain() {
        ReopeningSource source = source(shutDowns::incrementAndGet, Duration.ofMinutes(1));
        source.failed(new SQLException("cannot flush", "XSLA0", 45_000));
        source.close();
        assertThatThrownBy(source::getConnection).hasMessageContaining("closed");
        assertThat(shutDowns).hasValue(0);
    }
}
