package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryState;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.StepResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a step leaves behind, and how it takes the job to the next stage. */
public interface JobStepContract {
    Stores fresh() throws Exception;

    @Test
    default void storedResultAndAdvanceMakeTheNextStageReady() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Artifact transcript = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        assertThat(stores.jobs().isStored(lease)).isFalse();

        stores.jobs().store(lease, new StepResult(List.of(transcript)));
        assertThat(stores.jobs().isStored(lease)).isTrue();
        stores.jobs().progress(lease, 0.75);
        Job job = stores.jobs().advance(lease, Stage.SUMMARISE);

        assertThat(job).isEqualTo(stores.find(id));
        assertThat(job.stage()).isEqualTo(Stage.SUMMARISE);
        assertThat(job.state()).isEqualTo(State.READY);
        assertThat(job.progress()).isZero();
        assertThat(stores.jobs().artifacts(id, 1)).containsExactly(transcript);
        assertThat(stores.jobs().isStored(stores.claim(Stage.SUMMARISE))).isFalse();
    }

    @Test
    default void advanceWithoutAResultIsRefused() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);

        assertThatThrownBy(() -> stores.jobs().advance(lease, Stage.SUMMARISE))
                .isInstanceOf(IllegalStateException.class);

        assertThat(stores.find(id).stage()).isEqualTo(Stage.TRANSCRIBE);
        assertThat(stores.jobs().renew(List.of(lease), Stores.LEASE)).isEmpty();
    }

    @Test
    default void resultOfAnEarlierStageDoesNotCountForTheNext() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE);
        Lease lease = stores.claim(Stage.SUMMARISE);

        assertThatThrownBy(() -> stores.jobs().advance(lease, Stage.RENDER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void stagesGoForwardOnly() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        stores.pass(Stage.TRANSCRIBE, Stage.SUMMARISE);
        Lease lease = stores.claim(Stage.SUMMARISE);
        stores.jobs().store(lease, new StepResult(List.of()));

        assertThatThrownBy(() -> stores.jobs().advance(lease, Stage.SUMMARISE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores.jobs().advance(lease, Stage.TRANSCRIBE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void emptyResultIsAResult() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);

        stores.jobs().store(lease, new StepResult(List.of()));

        assertThat(stores.jobs().isStored(lease)).isTrue();
        assertThat(stores.jobs().advance(lease, Stage.APPROVE).stage()).isEqualTo(Stage.APPROVE);
    }

    @Test
    default void secondTryReplacesTheResultsOfTheFirst() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Artifact early = Stores.artifact(ArtifactKind.TRANSCRIPT, "transcript.json");
        stores.jobs().store(lease, new StepResult(List.of(early)));
        stores.jobs().advance(lease, Stage.RENDER);
        Lease render = stores.claim(Stage.RENDER);
        Artifact pdf = Stores.artifact(ArtifactKind.DOCUMENT, "minutes.pdf");
        Artifact html = Stores.artifact(ArtifactKind.DOCUMENT, "minutes.html");
        stores.jobs().store(render, new StepResult(List.of(pdf, html)));
        Artifact pdf2 = Stores.artifact(ArtifactKind.DOCUMENT, "minutes.pdf");
        Artifact docx = Stores.artifact(ArtifactKind.DOCUMENT, "minutes.docx");

        stores.jobs().store(render, new StepResult(List.of(pdf2, docx)));

        assertThat(stores.jobs().artifacts(id, 1)).containsExactly(early, pdf2, docx);
    }

    @Test
    default void resultStoredBeforeACrashIsThereForTheNextLease() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease crashed = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(crashed, new StepResult(List.of()));
        stores.clock().advance(Stores.LEASE);
        stores.jobs().sweep();

        Lease next = stores.claim(Stage.TRANSCRIBE);

        assertThat(stores.jobs().isStored(next)).isTrue();
        assertThat(stores.jobs().advance(next, Stage.SUMMARISE).stage()).isEqualTo(Stage.SUMMARISE);
    }

    @Test
    default void resultStaysWhenTheJobIsGivenBack() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().store(lease, new StepResult(List.of()));

        stores.jobs().giveBack(lease);

        assertThat(stores.jobs().isStored(stores.claim(Stage.TRANSCRIBE))).isTrue();
    }

    @Test
    default void jobEndsDone() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder");

        Job job = stores.pass(Stage.TRANSCRIBE, Stage.DONE);

        assertThat(job.stage()).isEqualTo(Stage.DONE);
        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.progress()).isEqualTo(1);
        assertThat(stores.deliveries().list(id, 1)).isEmpty();
    }

    @Test
    default void deliverWithoutTargetsIsDone() throws Exception {
        Stores stores = fresh();
        stores.submit(1);

        assertThat(stores.pass(Stage.TRANSCRIBE, Stage.DELIVER).state()).isEqualTo(State.DONE);
    }

    @Test
    default void deliverMakesOneReadyDeliveryPerTarget() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder", "mail");

        Job job = stores.pass(Stage.TRANSCRIBE, Stage.DELIVER);

        assertThat(job.stage()).isEqualTo(Stage.DELIVER);
        assertThat(job.state()).isEqualTo(State.READY);
        List<Delivery> deliveries = stores.deliveries().list(id, 1);
        assertThat(deliveries)
                .extracting(Delivery::target)
                .containsExactlyElementsOf(job.settings().targets());
        assertThat(deliveries).allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.READY);
            assertThat(delivery.job()).isEqualTo(id);
            assertThat(delivery.tenant()).isEqualTo(TenantId.DEFAULT);
            assertThat(delivery.version()).isEqualTo(1);
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.receipt()).isNull();
        });
    }

    @Test
    default void refusedAdvanceMakesNoDeliveries() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1, "folder");
        Lease lease = stores.claim(Stage.TRANSCRIBE);

        assertThatThrownBy(() -> stores.jobs().advance(lease, Stage.DELIVER)).isInstanceOf(IllegalStateException.class);
        stores.jobs().store(lease, new StepResult(List.of()));
        stores.jobs().giveBack(lease);
        assertThatThrownBy(() -> stores.jobs().advance(lease, Stage.DELIVER)).isInstanceOf(LeaseLostException.class);

        assertThat(stores.deliveries().list(id, 1)).isEmpty();
        assertThat(stores.deliveries().claim(Set.of("folder"), Stores.OWNER, Stores.LEASE))
                .isEmpty();
    }

    @Test
    default void progressIsShown() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);

        stores.jobs().progress(stores.claim(Stage.TRANSCRIBE), 0.25);

        assertThat(stores.find(id).progress()).isEqualTo(0.25);
    }

    @Test
    default void segmentsAreKeptByPlanAndIndex() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Segment second = Stores.segment("v1 model-a", 1);
        Segment first = Stores.segment("v1 model-a", 0);
        Segment other = Stores.segment("v1 model-b", 0);
        stores.jobs().putSegment(lease, second);
        stores.jobs().putSegment(lease, Stores.segment("v1 model-a", 0));
        stores.jobs().putSegment(lease, first);
        stores.jobs().putSegment(lease, other);

        assertThat(stores.jobs().segments(id, 1, "v1 model-a")).containsExactly(first, second);
        assertThat(stores.jobs().segments(id, 1, "v1 model-b")).containsExactly(other);
        assertThat(stores.jobs().segments(id, 2, "v1 model-a")).isEmpty();
        assertThat(stores.jobs().segments(id, 1, "v2")).isEmpty();
    }

    @Test
    default void segmentsSurviveTheEndOfTheirLease() throws Exception {
        Stores stores = fresh();
        JobId id = stores.submit(1);
        Segment segment = Stores.segment("plan", 0);
        stores.jobs().putSegment(stores.claim(Stage.TRANSCRIBE), segment);
        stores.clock().advance(Stores.LEASE);
        stores.jobs().sweep();

        assertThat(stores.jobs().segments(id, 1, "plan")).containsExactly(segment);
    }

    @Test
    default void segmentsAreDroppedWhenTheirTranscriptIsStoredAndTheStageEnded() throws Exception {
        Stores stores = fresh();
        JobId given = stores.submit(1);
        Lease first = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().putSegment(first, Stores.segment("plan", 0));
        stores.jobs().die(first, Stores.REASON);
        stores.jobs().rerun(TenantId.DEFAULT, given, Stores.settings());
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        Segment segment = Stores.segment("plan", 0);
        stores.jobs().putSegment(lease, segment);
        JobId other = stores.submit(2);
        Segment others = Stores.segment("plan", 0);
        stores.jobs().putSegment(stores.claim(Stage.TRANSCRIBE), others);

        stores.jobs().store(lease, new StepResult(List.of()));
        assertThat(stores.jobs().segments(given, 2, "plan")).containsExactly(segment);
        stores.jobs().advance(lease, Stage.SUMMARISE);

        assertThat(stores.jobs().segments(given, 1, "plan")).isEmpty();
        assertThat(stores.jobs().segments(given, 2, "plan")).isEmpty();
        assertThat(stores.jobs().segments(other, 1, "plan")).containsExactly(others);
        assertThat(stores.referencedBlobs()).contains(others.blob()).doesNotContain(segment.blob());
    }

    @Test
    default void childDeathsAreCountedAcrossLeasesUntilSomethingIsStored() throws Exception {
        Stores stores = fresh();
        stores.submit(1);
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        assertThat(stores.jobs().childDied(lease)).isEqualTo(1);
        stores.jobs().giveBack(lease);
        Lease second = stores.claim(Stage.TRANSCRIBE);
        assertThat(stores.jobs().childDied(second)).isEqualTo(2);

        stores.jobs().putSegment(second, Stores.segment("plan", 0));
        assertThat(stores.jobs().childDied(second)).isEqualTo(1);

        stores.jobs().store(second, new StepResult(List.of()));
        assertThat(stores.jobs().childDied(second)).isEqualTo(1);

        stores.jobs().advance(second, Stage.SUMMARISE);
        assertThat(stores.jobs().childDied(stores.claim(Stage.SUMMARISE))).isEqualTo(1);
    }
}
