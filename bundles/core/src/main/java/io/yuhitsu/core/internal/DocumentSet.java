package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.DeliverableDocument;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.json.MinutesJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;

/** Puts together what a channel is asked to deliver, from what the steps stored. */
final class DocumentSet {
    private final JobStore jobs;
    private final BlobStore blobs;
    private final FactsReader facts;

    DocumentSet(JobStore jobs, BlobStore blobs) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.facts = new FactsReader(blobs);
    }

    DeliveryRequest request(Delivery delivery) throws FailureException {
        Job job = jobs.find(delivery.job()).orElseThrow(() -> broken(null));
        List<Artifact> artifacts = jobs.artifacts(delivery.job(), delivery.version());
        try {
            return new DeliveryRequest(
                    delivery.id(),
                    job.id(),
                    job.tenant(),
                    job.profile(),
                    delivery.version(),
                    delivery.target(),
                    facts.read(job).fileName(),
                    job.recording().sha256(),
                    minutes(job, artifacts),
                    artifacts.stream()
                            .filter(a -> a.kind() == ArtifactKind.DOCUMENT)
                            .<DeliverableDocument>map(a -> new StoredDocument(blobs, job.tenant(), a))
                            .toList());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Minutes minutes(Job job, List<Artifact> artifacts) throws FailureException, IOException {
        Artifact minutes = artifacts.stream()
                .filter(a -> a.kind() == ArtifactKind.MINUTES)
                .findFirst()
                .orElseThrow(() -> broken(null));
        try (InputStream in = Channels.newInputStream(blobs.open(job.tenant(), minutes.blob()))) {
            return MinutesJson.read(in);
        }
    }

    private static FailureException broken(IOException cause) {
        return new FailureException(FailureKind.INTERNAL, Said.message("content-unreadable"), cause);
    }

    private record StoredDocument(BlobStore blobs, TenantId tenant, Artifact artifact) implements DeliverableDocument {
        @Override
        public String name() {
            return artifact.name();
        }

        @Override
        public String mediaType() {
            return artifact.mediaType();
        }

        @Override
        public long bytes() {
            return artifact.bytes();
        }

        @Override
        public Sha256 sha256() {
            return artifact.sha256();
        }

        @Override
        public InputStream open() throws IOException {
            return Channels.newInputStream(blobs.open(tenant, artifact.blob()));
        }
    }
}
