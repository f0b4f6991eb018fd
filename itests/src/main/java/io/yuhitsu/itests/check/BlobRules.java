package io.yuhitsu.itests.check;

import io.yuhitsu.itests.check.Rows.ArtifactRow;
import io.yuhitsu.itests.check.Rows.JobRow;
import io.yuhitsu.itests.check.Snapshot.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Promises about stored content. */
final class BlobRules {
    static final List<Rule> ALWAYS = List.of(
            Rule.of("stored-hash-is-intake-hash", BlobRules::recordings),
            Rule.of("every-reference-can-be-read", BlobRules::references));

    private BlobRules() {}

    /** @param limit age from which the server's sweep removes them */
    static Rule noOrphans(Duration limit) {
        return Rule.of("no-orphan", (snapshot, findings) -> orphans(snapshot, findings, limit));
    }

    private static void recordings(Snapshot snapshot, Rule.Findings findings) {
        for (JobRow job : snapshot.rows().jobs()) {
            compare(
                    snapshot,
                    findings,
                    job.tenant(),
                    job.recording(),
                    job.sha256(),
                    job.bytes(),
                    "job " + job.id() + ": recording");
        }
    }

    private static void references(Snapshot snapshot, Rule.Findings findings) {
        Map<String, String> tenants = new HashMap<>();
        for (JobRow job : snapshot.rows().jobs()) {
            tenants.put(job.id(), job.tenant());
            read(snapshot, findings, job.tenant(), job.facts(), "job " + job.id() + ": facts");
        }
        snapshot.rows()
                .segments()
                .forEach(segment -> read(
                        snapshot,
                        findings,
                        tenants.get(segment.job()),
                        segment.blob(),
                        "job " + segment.job() + ": segment " + segment.index()));
        for (ArtifactRow artifact : snapshot.rows().artifacts()) {
            compare(
                    snapshot,
                    findings,
                    tenants.get(artifact.job()),
                    artifact.blob(),
                    artifact.sha256(),
                    artifact.bytes(),
                    "job " + artifact.job() + " version " + artifact.version() + ": " + artifact.name());
        }
    }

    private static void compare(
            Snapshot snapshot,
            Rule.Findings findings,
            String tenant,
            String blob,
            String sha256,
            long bytes,
            String what) {
        Content content = read(snapshot, findings, tenant, blob, what);
        if (content != null && !content.equals(new Content(sha256, bytes))) {
            findings.add("%s: blob %s has %d bytes with the hash %s", what, blob, content.bytes(), content.sha256());
        }
    }

    /** Null when it could not be read, which has been told then. */
    private static Content read(Snapshot snapshot, Rule.Findings findings, String tenant, String blob, String what) {
        try {
            return snapshot.blob(tenant, blob);
        } catch (IOException e) {
            findings.add("%s: blob %s cannot be read: %s", what, blob, e.getMessage());
            return null;
        }
    }

    private static void orphans(Snapshot snapshot, Rule.Findings findings, Duration limit) throws IOException {
        Set<String> referenced = new HashSet<>();
        snapshot.rows().jobs().forEach(job -> {
            referenced.add(job.recording());
            referenced.add(job.facts());
        });
        snapshot.rows().artifacts().forEach(artifact -> referenced.add(artifact.blob()));
        snapshot.rows().segments().forEach(segment -> referenced.add(segment.blob()));
        Instant before = Instant.now().minus(limit);
        for (Path file : snapshot.files("blobs")) {
            boolean old = !Files.getLastModifiedTime(file).toInstant().isAfter(before);
            if (old && !referenced.contains(file.getFileName().toString())) {
                findings.add("%s is what no row points to", snapshot.name(file));
            }
        }
    }
}
