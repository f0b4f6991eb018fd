package io.yuhitsu.operations.health.internal;

import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.Transcriber;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The parts of the server that are there now. Each may be missing: just then somebody wants to know how the server is. */
@Component(service = Parts.class)
public final class Parts {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile JobStore jobs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DeliveryStore deliveries;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BlobStore blobs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Intake intake;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AudioDecoder decoder;

    private final List<Transcriber> transcribers = new CopyOnWriteArrayList<>();
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTranscriber(Transcriber transcriber) {
        transcribers.add(transcriber);
    }

    void removeTranscriber(Transcriber transcriber) {
        transcribers.remove(transcriber);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(HealthCheck check) {
        checks.add(check);
    }

    void removeCheck(HealthCheck check) {
        checks.remove(check);
    }

    /** The database, when all of it is there. */
    Optional<Stores> stores() {
        JobStore jobsNow = jobs;
        DeliveryStore deliveriesNow = deliveries;
        return jobsNow == null || deliveriesNow == null
                ? Optional.empty()
                : Optional.of(new Stores(jobsNow, deliveriesNow));
    }

    /** What keeps jobs and deliveries. */
    record Stores(JobStore jobs, DeliveryStore deliveries) {}

    List<Transcriber> transcribers() {
        return transcribers;
    }

    List<HealthCheck> checks() {
        return checks;
    }
}
