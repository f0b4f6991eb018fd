package io.yuhitsu.core.internal;

import static io.yuhitsu.core.internal.Server.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Message REASON = new Message("test", "試験", "test");

    private final Machine machine = new Machine();
    private final Server server = new Server(machine);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWaitThatIsOverMakesTheJobReadyAgain() {
        JobId job = machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.busy(REASON));
        server.advance(Duration.ofMinutes(1));
        server.awaitState(job, State.READY);
    }

    @Test
    void anAgendaIsDueAtItsEarliestTime() throws Exception {
        Agenda agenda = new Agenda();
        Instant now = machine.clock.instant();
        agenda.add(now.plusSeconds(20));
        agenda.add(now.plusSeconds(10));
        agenda.add(now.plusSeconds(30));
        CountDownLatch due = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                agenda.await(machine.clock);
                due.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        machine.clock.advance(Duration.ofSeconds(10));
        agenda.add(now.plusSeconds(9));
        assertThat(due.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.join(20_000);
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainWithPauses() {
        machine.down.set(true);
        server.advance(Duration.ZERO);
        long before = machine.asked("JobStore.sweep");
        await().until(() -> machine.asked("JobStore.sweep") >= before + 2);
        machine.down.set(false);
        JobId job = machine.submit();
        server.pipeline.failed(server.take(Stage.TRANSCRIBE), FailureException.busy(REASON));
        server.advance(Duration.ofMinutes(1));
        server.awaitState(job, State.READY);
    }

    @Test
    void oldObjectsWithoutAJobAreRemovedAndAllOthersStay() throws IOException {
        JobId id = machine.submit();
        Job job = server.job(id);
        BlobStore.StoredBlob orphan = put();
        server.advance(Duration.ofHours(25));
        await().until(() -> !exists(orphan));
        assertThat(machine.blobs.olderThan(Instant.MAX))
                .extracting(BlobStore.Stored::blob)
                .containsExactlyInAnyOrder(job.recording().blob(), job.facts());
    }

    @Test
    void anObjectOfTodayStaysBecauseItsRowMayStillCome() throws IOException {
        BlobStore.StoredBlob old = put();
        machine.clock.advance(Duration.ofHours(20));
        BlobStore.StoredBlob young = put();
        server.advance(Duration.ofHours(5));
        await().until(() -> !exists(old));
        assertThat(exists(young)).isTrue();
    }

    @Test
    void objectsDoNotAgeWhileTheStoreIsAway() throws IOException {
        BlobStore.StoredBlob old = put();
        let(Duration.ofHours(20));
        BlobStore.StoredBlob waiting = put();
        let(Duration.ofHours(5));
        machine.down.set(true);
        long before = machine.asked("JobStore.sweep");
        server.advance(Duration.ofHours(30));
        await().until(() -> machine.asked("JobStore.sweep") > before);
        machine.down.set(false);
        await().until(() -> !exists(old));
        let(Duration.ofSeconds(1));

        assertThat(exists(waiting)).isTrue();
        let(Duration.ofHours(25));
        assertThat(exists(waiting)).isFalse();
    }

    /** Returns when the sweeper has seen the new time. */
    private void let(Duration pass) {
        server.advance(pass);
        await().until(() -> server.sweeper.sinceLastPass().isZero());
    }

    @Test
    void orphansAreLookedForAsOftenAsTheSettingSays() throws IOException {
        server.sweeper.stop();
        CoreSettings s = Machine.settings();
        server.settings.set(new CoreSettings(
                s.lease(),
                3,
                s.backoffFirst(),
                s.backoffLongest(),
                s.sweep(),
                s.recordingLimit(),
                0,
                0,
                8,
                4,
                s.orphanAge(),
                Duration.ofMinutes(5),
                s.zone()));
        Instant start = machine.clock.instant();
        Orphans orphans = new Orphans(machine.jobs, machine.blobs, server.settings, start);
        assertThat(orphans.pass(start)).isEqualTo(start.plus(Duration.ofMinutes(5)));
        Instant later = start.plus(Duration.ofMinutes(6));
        assertThat(orphans.pass(later)).isEqualTo(later.plus(Duration.ofMinutes(5)));
    }

    @Test
    void orphansAreLookedForOnceADay() throws IOException {
        Orphans orphans = new Orphans(machine.jobs, machine.blobs, server.settings, machine.clock.instant());
        Instant start = machine.clock.instant();
        orphans.pass(start.plus(Duration.ofDays(1)));
        put();
        machine.clock.advance(Duration.ofHours(60));
        assertThat(orphans.pass(start.plus(Duration.ofHours(47)))).isEqualTo(start.plus(Duration.ofHours(48)));
        assertThat(objects()).hasSize(1);
        orphans.pass(start.plus(Duration.ofHours(60)));
        assertThat(objects()).isEmpty();
    }

    @Test
    void manyOldObjectsAreLookedThroughPageByPage() throws IOException {
        server.sweeper.stop();
        machine.submit();
        machine.submit();
        List<BlobRef> referenced = objects();
        for (int i = 0; i < 6; i++) {
            put();
        }
        Instant start = machine.clock.instant();
        machine.clock.advance(Duration.ofDays(2));
        Orphans orphans = new Orphans(machine.jobs, machine.blobs, server.settings, start, 3);
        long before = machine.asked("JobStore.referencedBlobs");
        orphans.pass(machine.clock.instant());
        assertThat(objects()).containsExactlyInAnyOrderElementsOf(referenced);
        assertThat(machine.asked("JobStore.referencedBlobs") - before).isEqualTo(4);
    }

    @Test
    void anObjectWhoseRowComesIntoBeingDuringTheSweepStays() throws IOException {
        BlobStore.StoredBlob late = put();
        BlobStore slow = (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("olderThan");
                    List<BlobStore.Stored> found = List.of(new BlobStore.Stored(Machine.TENANT, late.blob()));
                    machine.jobs.submit(new NewJob(
                            JobId.next(0),
                            Machine.TENANT,
                            ProfileId.DEFAULT,
                            new RecordingRef(late.blob(), late.sha256(), late.bytes()),
                            late.blob(),
                            Machine.profile(false),
                            null));
                    return found.stream();
                });
        Instant now = machine.clock.instant();
        new Orphans(machine.jobs, slow, server.settings, now).pass(now.plus(Duration.ofDays(2)));
        assertThat(exists(late)).isTrue();
    }

    private BlobStore.StoredBlob put() throws IOException {
        return machine.blobs.put(Machine.TENANT, new ByteArrayInputStream(new byte[] {1}), 10);
    }

    private boolean exists(BlobStore.StoredBlob blob) throws IOException {
        return objects().contains(blob.blob());
    }

    private List<BlobRef> objects() throws IOException {
        try (Stream<BlobStore.Stored> all = machine.blobs.olderThan(Instant.MAX)) {
            return all.map(BlobStore.Stored::blob).toList();
        }
    }
}
