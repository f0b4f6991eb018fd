package io.yuhitsu.core.internal;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.json.FactsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the facts of recordings; remembers how long the last ones are, which estimates ask for again and again. */
final class FactsReader {
    private static final int REMEMBERED = 1000;

    private final BlobStore blobs;
    private final Map<JobId, Duration> lengths = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Duration> eldest) {
            return size() > REMEMBERED;
        }
    });

    FactsReader(BlobStore blobs) {
        this.blobs = blobs;
    }

    RecordingFacts read(Job job) throws IOException {
        try (InputStream in = Channels.newInputStream(blobs.open(job.tenant(), job.facts()))) {
            RecordingFacts facts = FactsJson.read(in);
            lengths.put(job.id(), facts.recorded().duration());
            return facts;
        }
    }

    /** Zero when the recording does not say. */
    Duration length(Job job) throws IOException {
        Duration known = lengths.get(job.id());
        return known != null ? known : read(job).recorded().duration();
    }
}
