package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How people see the jobs. */
public interface JobReadingContract {
    Stores fresh() throws Exception;

    @Test
    default void unknownJobIsNotFound() throws Exception {
        Stores stores = fresh();
        JobId unknown = JobId.next(0);

        assertThat(stores.jobs().find(unknown)).isEmpty();
        assertThat(stores.jobs().artifacts(unknown, 1)).isEmpty();
        assertThat(stores.jobs().segments(unknown, 1, "plan")).isEmpty();
        assertThat(stores.jobs().log(unknown)).isEmpty();
    }

    @Test
    default void jobsAreListedNewestFirstPageByPage() throws Exception {
        Stores stores = fresh();
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, stores.submit(i));
        }
        stores.submit(new TenantId("other"), 1);

        List<Job> first = stores.jobs().list(new JobQuery(TenantId.DEFAULT, Set.of(), null, 3));
        List<Job> second = stores.jobs()
                .list(new JobQuery(TenantId.DEFAULT, Set.of(), first.get(2).id(), 3));

        assertThat(first).extracting(Job::id).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(second).extracting(Job::id).containsExactlyElementsOf(ids.subList(3, 5));
    }

    @Test
    default void jobsAreListedByState() throws Exception {
        Stores stores = fresh();
        JobId dead = stores.dead(1);
        JobId running = stores.submit(2);
        stores.claim(Stage.TRANSCRIBE);
        stores.submit(3);

        assertThat(stores.jobs().list(new JobQuery(TenantId.DEFAULT, Set.of(State.DEAD, State.RUNNING), null, 10)))
                .extracting(Job::id)
                .containsExactly(running, dead);
        assertThat(stores.jobs().list(new JobQuery(TenantId.DEFAULT, Set.of(State.DONE), null, 10)))
                .isEmpty();
    }

    @Test
    default void listAndFindShowTheSame() throws Exception {
        Stores stores = fresh();
        for (int i = 0; i < 4; i++) {
            stores.submit(i);
        }
        stores.submit(new TenantId("other"), 1);
        stores.claim(Stage.TRANSCRIBE);

        for (Job job : stores.jobs().list(new JobQuery(TenantId.DEFAULT, Set.of(), null, 10))) {
            assertThat(stores.find(job.id())).isEqualTo(job);
        }
    }

    @Test
    default void rankIsTheNumberOfJobsThatAreClaimedBefore() throws Exception {
        Stores stores = fresh();
        for (int i = 0; i < 4; i++) {
            stores.submit(new TenantId("a"), i);
        }
        for (int i = 0; i < 2; i++) {
            stores.submit(new TenantId("b"), i);
        }
        stores.submit(new TenantId("c"), 1);
        stores.claim(Stage.TRANSCRIBE);

        List<Job> ready = new ArrayList<>();
        for (String tenant : List.of("a", "b", "c")) {
            ready.addAll(stores.jobs().list(new JobQuery(new TenantId(tenant), Set.of(State.READY), null, 10)));
        }
        assertThat(ready).hasSize(6);

        for (int before = 0; before < 6; before++) {
            JobId next = stores.claim(Stage.TRANSCRIBE).job();
            int rank = before;
            assertThat(ready).filteredOn(job -> job.id().equals(next)).allSatisfy(job -> assertThat(job.rank())
                    .isEqualTo(rank));
        }
    }

    @Test
    default void rankIsZeroForJobsThatAreNotReady() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        JobId second = stores.submit(2);
        assertThat(stores.find(second).rank()).isEqualTo(1);

        stores.jobs().cancel(TenantId.DEFAULT, second, Stores.REASON);

        assertThat(stores.find(second).rank()).isZero();
    }

    @Test
    default void countsSayHowManyJobsAreWhere() throws Exception {
        Stores stores = fresh();
        assertThat(stores.jobs().counts()).isEmpty();
        stores.submit(1);
        stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE);
        stores.submit(new TenantId("other"), 2);
        stores.submit(3);
        stores.submit(4);
        stores.claim(Stage.TRANSCRIBE);

        assertThat(stores.jobs().counts())
                .isEqualTo(Map.of(
                        Stage.TRANSCRIBE, Map.of(State.READY, 2, State.RUNNING, 1),
                        Stage.SUMMARISE, Map.of(State.READY, 1)));
    }

    @Test
    default void theCensusTellsSinceWhenTheOldestWaitsInEachStage() throws Exception {
        Stores stores = fresh();
        Instant start = stores.clock().instant();
        assertThat(stores.jobs().census(start)).isEqualTo(new JobStore.Census(Map.of(), Map.of(), 0));
        stores.submit(1);
        stores.clock().advance(Duration.ofMinutes(1));
        Instant passed = stores.clock().instant();
        stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE);
        stores.submit(2);
        stores.clock().advance(Duration.ofMinutes(1));
        Instant waits = stores.clock().instant();
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.TIME, waits.plusSeconds(9), Stores.REASON, true);
        stores.clock().advance(Duration.ofMinutes(1));
        stores.submit(3);

        JobStore.Census census = stores.jobs().census(start);
        assertThat(census.counts()).isEqualTo(stores.jobs().counts());
        assertThat(census.queuedSince()).isEqualTo(Map.of(Stage.TRANSCRIBE, waits, Stage.SUMMARISE, passed));
    }

    @Test
    default void whoeverWaitsForAPersonOrAPluginOrIsWorkedOnIsNotInTheQueue() throws Exception {
        Stores stores = fresh();
        for (int content = 1; content <= 3; content++) {
            stores.submit(content);
        }
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.PERSON, null, Stores.REASON, false);
        stores.jobs().wait(stores.claim(Stage.TRANSCRIBE), WaitFor.PLUGIN, null, Stores.REASON, false);
        stores.claim(Stage.TRANSCRIBE);

        assertThat(stores.jobs().census(stores.clock().instant()).queuedSince()).isEmpty();
    }

    @Test
    default void theCensusCountsJobsThatDiedLatelyAndStillAreDead() throws Exception {
        Stores stores = fresh();
        stores.dead(1);
        stores.clock().advance(Duration.ofHours(1));
        Instant since = stores.clock().instant();
        stores.dead(2);
        JobId retried = stores.dead(3);
        assertThat(stores.jobs().census(since).died()).isEqualTo(2);

        stores.jobs().retry(TenantId.DEFAULT, retried);
        assertThat(stores.jobs().census(since).died()).isEqualTo(1);
    }

    @Test
    default void logKeepsItsLinesInOrder() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        JobId other = stores.submit(2);
        Instant start = stores.clock().instant();
        Message first = new Message("first", "一つ目 𠮷野 ①", "First");
        Message second = new Message("second", "二つ目", "Second");

        stores.jobs().log(id, Stage.TRANSCRIBE, first);
        stores.jobs().log(id, Stage.TRANSCRIBE, second);
        stores.clock().advance(Duration.ofSeconds(1));
        stores.jobs().log(id, Stage.SUMMARISE, first);

        assertThat(stores.jobs().log(id))
                .containsExactly(
                        new JobEvent(start, Stage.TRANSCRIBE, first),
                        new JobEvent(start, Stage.TRANSCRIBE, second),
                        new JobEvent(start.plusSeconds(1), Stage.SUMMARISE, first));
        assertThat(stores.jobs().log(other)).isEmpty();
    }

    @Test
    default void everyBlobThatAnyVersionPointsToIsReferenced() throws Exception {
        Stores stores = fresh();
        NewJob made = stores.job(TenantId.DEFAULT, 1);
        stores.jobs().submit(made);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Segment segment = Stores.segment("plan", 0);
        Artifact replaced = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        Artifact kept = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        stores.jobs().putSegment(lease, segment);
        stores.jobs().store(lease, new StepResult(List.of(replaced)));
        stores.jobs().store(lease, new StepResult(List.of(kept)));
        assertThat(stores.referencedBlobs())
                .containsExactlyInAnyOrder(made.recording().blob(), made.facts(), segment.blob(), kept.blob());

        stores.jobs().advance(lease, Stage.DONE);
        stores.jobs().rerun(TenantId.DEFAULT, made.id(), Stores.settings());

        assertThat(stores.referencedBlobs())
                .containsExactlyInAnyOrder(made.recording().blob(), made.facts(), kept.blob());
    }
}
