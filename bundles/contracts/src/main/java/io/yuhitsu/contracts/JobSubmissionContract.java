package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Submission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How jobs come into a store, and how the same recording is known again. */
public interface JobSubmissionContract {
    Stores fresh() throws Exception;

    @Test
    default void submittedJobIsReadyToBeTranscribed() throws Exception {
        Stores stores = fresh();
        NewJob made = stores.job(TenantId.DEFAULT, 1, "folder");

        assertThat(stores.jobs().submit(made)).isEqualTo(new Submission.Created(made.id()));

        Job job = stores.find(made.id());
        assertThat(job.tenant()).isEqualTo(made.tenant());
        assertThat(job.profile()).isEqualTo(made.profile());
        assertThat(job.recording()).isEqualTo(made.recording());
        assertThat(job.facts()).isEqualTo(made.facts());
        assertThat(job.settings()).isEqualTo(made.settings());
        assertThat(job.version()).isEqualTo(1);
        assertThat(job.stage()).isEqualTo(Stage.TRANSCRIBE);
        assertThat(job.state()).isEqualTo(State.READY);
        assertThat(job.waitFor()).isNull();
        assertThat(job.notBefore()).isNull();
        assertThat(job.attempts()).isZero();
        assertThat(job.findReason()).isEmpty();
        assertThat(job.progress()).isZero();
        assertThat(job.rank()).isZero();
        assertThat(job.receivedAt()).isEqualTo(stores.clock().instant());
        assertThat(job.changedAt()).isEqualTo(stores.clock().instant());
        assertThat(stores.jobs().log(made.id())).isEmpty();
    }

    @Test
    default void sameContentUnderTheSameProfileIsTheSameJobAndIsNoted() throws Exception {
        Stores stores = fresh();
        JobId first = stores.submit(1);
        NewJob again = stores.job(TenantId.DEFAULT, 1);

        assertThat(stores.jobs().submit(again)).isEqualTo(new Submission.Known(first));

        assertThat(stores.jobs().find(again.id())).isEmpty();
        assertThat(stores.jobs().log(first))
                .singleElement()
                .satisfies(event -> assertThat(event.message().code()).isEqualTo("recording-again"));
    }

    @Test
    default void sameContentUnderAnotherProfileIsAnotherJob() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        NewJob other = Stores.with(stores.job(TenantId.DEFAULT, 1), new ProfileId("週次会議"), null);

        assertThat(stores.jobs().submit(other)).isEqualTo(new Submission.Created(other.id()));
    }

    @Test
    default void sameContentAndKeyOfAnotherTenantIsAnotherJob() throws Exception {
        Stores stores = fresh();
        stores.jobs().submit(Stores.with(stores.job(TenantId.DEFAULT, 1), ProfileId.DEFAULT, "key"));
        NewJob other = Stores.with(stores.job(new TenantId("other"), 1), ProfileId.DEFAULT, "key");

        assertThat(stores.jobs().submit(other)).isEqualTo(new Submission.Created(other.id()));
    }

    @Test
    default void sameTransportKeyIsTheSameJobWhateverItCarries() throws Exception {
        Stores stores = fresh();
        String key = "<a.long.message.id@例え.example>/part 2/" + "x".repeat(2000);
        NewJob first = Stores.with(stores.job(TenantId.DEFAULT, 1), ProfileId.DEFAULT, key);
        stores.jobs().submit(first);

        Submission again =
                stores.jobs().submit(Stores.with(stores.job(TenantId.DEFAULT, 2), new ProfileId("other"), key));

        assertThat(again).isEqualTo(new Submission.Known(first.id()));
        assertThat(stores.jobs().log(first.id())).hasSize(1);
    }

    @Test
    default void transportKeyOfARepeatedArrivalIsKnownFromThenOn() throws Exception {
        Stores stores = fresh();
        JobId first = stores.submit(1);
        stores.jobs().submit(Stores.with(stores.job(TenantId.DEFAULT, 1), ProfileId.DEFAULT, "second"));

        Submission third =
                stores.jobs().submit(Stores.with(stores.job(TenantId.DEFAULT, 3), ProfileId.DEFAULT, "second"));

        assertThat(third).isEqualTo(new Submission.Known(first));
    }

    @Test
    default void jobsWithoutTransportKeyDoNotCollide() throws Exception {
        Stores stores = fresh();

        assertThat(stores.submit(1)).isNotEqualTo(stores.submit(2));
    }

    @Test
    default void sameContentRevivesADeadJob() throws Exception {
        Stores stores = fresh();
        JobId first = stores.dead(1);

        Submission again = stores.jobs().submit(stores.job(TenantId.DEFAULT, 1));

        assertThat(again).isEqualTo(new Submission.Revived(first));
        assertThat(stores.find(first).state()).isEqualTo(State.READY);
        assertThat(stores.find(first).findReason()).isEmpty();
        assertThat(stores.jobs().log(first))
                .singleElement()
                .satisfies(event -> assertThat(event.message().code()).isEqualTo("recording-again-revived"));
        assertThat(stores.claim(Stage.TRANSCRIBE).job()).isEqualTo(first);
    }

    @Test
    default void sameContentRevivesACancelledJobInItsStage() throws Exception {
        Stores stores = fresh();
        JobId first = stores.submit(1);
        stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE);
        stores.jobs().cancel(TenantId.DEFAULT, first, Stores.REASON);

        stores.jobs().submit(stores.job(TenantId.DEFAULT, 1));

        assertThat(stores.claim(Stage.SUMMARISE).job()).isEqualTo(first);
    }

    @Test
    default void sameContentLeavesAFinishedOrRunningJobAlone() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        stores.pass(Stage.TRANSCRIBE, Stage.DONE);
        JobId running = stores.submit(2);
        stores.claim(Stage.TRANSCRIBE);

        stores.jobs().submit(stores.job(TenantId.DEFAULT, 1));
        stores.jobs().submit(stores.job(TenantId.DEFAULT, 2));

        assertThat(stores.find(running).state()).isEqualTo(State.RUNNING);
        assertThat(stores.jobs().claim(Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void manyThreadsWithTheSameContentMakeOneJob() throws Exception {
        Stores stores = fresh();
        List<NewJob> arrivals = IntStream.range(0, 16)
                .mapToObj(i -> Stores.with(stores.job(TenantId.DEFAULT, 1), ProfileId.DEFAULT, "key " + i % 4))
                .toList();
        Set<JobId> jobs = ConcurrentHashMap.newKeySet();
        AtomicInteger created = new AtomicInteger();

        Together.run(arrivals.size(), i -> {
            Submission submission = stores.jobs().submit(arrivals.get(i));
            jobs.add(submission.job());
            if (submission instanceof Submission.Created) {
                created.incrementAndGet();
            }
        });

        assertThat(jobs).hasSize(1);
        assertThat(created).hasValue(1);
        assertThat(stores.jobs().log(jobs.iterator().next())).hasSize(15);
    }

    @Test
    default void refusedSubmissionOfAKnownJobReferencesNoNewBlob() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        NewJob again = stores.job(TenantId.DEFAULT, 1);

        stores.jobs().submit(again);

        assertThat(stores.referencedBlobs()).doesNotContain(again.recording().blob(), again.facts());
    }

    @Test
    default void revivedDeliveryGoesOutAgain() throws Exception {
        Stores stores = fresh();
        JobId job = stores.delivering(1, "folder");
        stores.deliveries().die(stores.claimDelivery("folder"), Stores.REASON);

        stores.jobs().submit(stores.job(TenantId.DEFAULT, 1));

        assertThat(stores.find(job).stage()).isEqualTo(Stage.DELIVER);
        stores.deliveries().delivered(stores.claimDelivery("folder"), "ok");
        assertThat(stores.find(job).state()).isEqualTo(State.DONE);
    }
}
