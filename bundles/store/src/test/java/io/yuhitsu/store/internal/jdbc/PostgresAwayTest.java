package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away in the middle of work and comes back. */
@Timeout(180)
final class PostgresAwayTest {
    private static final int JOBS = 120;

    @TempDir
    Path folder;

    private PostgresServer server;
    private TestDatabase test;

    @BeforeEach
    void open() throws Exception {
        server = PostgresServer.shared();
        test = TestDatabase.postgres(folder, "away");
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void whatWasSaidToBeWrittenIsThereAfterACrashOfTheDatabase() throws Exception {
        Stores stores = test.fresh();
        JobId id = stores.submit(1, "folder");
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().putSegment(lease, Stores.segment("plan", 0));

        server.crash();
        try {
            assertThatThrownBy(() -> stores.jobs().store(lease, new StepResult(List.of())))
                    .isInstanceOf(StoreUnavailableException.class);
        } finally {
            server.start();
        }

        stores.jobs()
                .store(lease, new StepResult(List.of(Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json"))));
        assertThat(stores.jobs().segments(id, 1, "plan")).hasSize(1);
        assertThat(stores.jobs().advance(lease, Stage.DELIVER).state()).isEqualTo(State.READY);
    }

    @Test
    void oneLineSaysThatTheDatabaseIsAwayAndOneThatItIsBack() throws Exception {
        Stores stores = test.fresh();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            server.crash();
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread worker = new Thread(() -> {
                    for (int tries = 0; tries < 2; tries++) {
                        assertThatThrownBy(() -> stores.jobs().counts()).isInstanceOf(StoreUnavailableException.class);
                    }
                });
                worker.start();
                workers.add(worker);
            }
            for (Thread worker : workers) {
                worker.join();
            }
            server.start();
            await().ignoreExceptions().until(() -> stores.jobs().counts().isEmpty());
        } finally {
            System.setErr(before);
        }

        String said = log.toString(StandardCharsets.UTF_8);
        assertThat(said.lines().filter(line -> line.contains("WARN") && line.contains("does not answer")))
                .as(said)
                .singleElement()
                .asString()
                .contains("Connection refused");
        assertThat(said.lines().filter(line -> line.contains("INFO") && line.contains("answers again")))
                .as(said)
                .hasSize(1);
    }

    @Test
    void callersAreToldAtOnceWhileAnotherOneTriesTheDatabase() throws Exception {
        Stores stores = test.fresh();
        server.crash();
        try {
            assertThatThrownBy(() -> stores.jobs().counts()).isInstanceOf(StoreUnavailableException.class);
            AtomicBoolean stop = new AtomicBoolean();
            Thread trying = new Thread(() -> {
                while (!stop.get()) {
                    assertThatThrownBy(() -> stores.jobs().counts()).isInstanceOf(StoreUnavailableException.class);
                }
            });
            trying.start();
            try {
                await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThatThrownBy(
                                () -> stores.jobs().counts())
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasNoCause());
            } finally {
                stop.set(true);
                trying.join();
            }
        } finally {
            server.start();
        }
    }

    /** Jobs come in and are worked on by several threads as the core does it, while connections are cut and the server dies twice. */
    @Test
    void noJobIsLostOrDoneTwiceWhenTheDatabaseGoesInTheMiddleOfWork() throws Exception {
        Stores stores = test.fresh();
        Set<JobId> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger ended = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(() -> {
            for (int i = 0; i < JOBS; i++) {
                NewJob job = stores.job(TenantId.DEFAULT, i);
                // Refused ones come again, as a file that stays in the inbox does.
                acknowledged.add(insist(() -> stores.jobs().submit(job)).job());
            }
        }));
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                while (!stop.get()) {
                    work(stores, ended);
                }
            }));
        }
        threads.forEach(Thread::start);
        try {
            for (int round = 0; round < 2; round++) {
                int before = ended.get();
                await().atMost(Duration.ofSeconds(60)).until(() -> ended.get() > before + 10);
                server.cutConnections();
                int then = ended.get();
                await().atMost(Duration.ofSeconds(60)).until(() -> ended.get() > then + 10);
                server.crash();
                server.start();
            }
            await().atMost(Duration.ofSeconds(90)).until(() -> {
                // What an answer that was lost on its way left behind: leases that nobody holds.
                test.clock.advance(Stores.LEASE);
                insist(() -> stores.jobs().sweep());
                return acknowledged.size() == JOBS && done(stores) == JOBS;
            });
        } finally {
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(acknowledged).hasSize(JOBS).allSatisfy(id -> {
            assertThat(stores.find(id).state()).isEqualTo(State.DONE);
            assertThat(stores.find(id).attempts()).isZero();
            assertThat(stores.jobs().artifacts(id, 1)).hasSize(1);
        });
    }

    private static int done(Stores stores) {
        return insist(() -> stores.jobs().counts())
                .getOrDefault(Stage.DONE, Map.of())
                .getOrDefault(State.DONE, 0);
    }

    private static void work(Stores stores, AtomicInteger ended) {
        Optional<JobStore.Claim> claim =
                insist(() -> stores.jobs().claim(Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE));
        if (claim.isEmpty()) {
            return;
        }
        Lease lease = claim.get().lease();
        StepResult result = new StepResult(List.of(Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json")));
        try {
            insist(() -> {
                stores.jobs().store(lease, result);
                return null;
            });
            insist(() -> stores.jobs().advance(lease, Stage.DONE));
        } catch (LeaseLostException e) {
            // Its end was written, and only the answer lost; or it is another worker's now.
            assertThat(e).hasMessageContaining(lease.job().value());
        }
        ended.incrementAndGet();
    }

    private interface Request<T, X extends Exception> {
        T run() throws X;
    }

    private static <T, X extends Exception> T insist(Request<T, X> request) throws X {
        while (true) {
            try {
                return request.run();
            } catch (StoreUnavailableException e) {
                Thread.onSpinWait();
            }
        }
    }
}
