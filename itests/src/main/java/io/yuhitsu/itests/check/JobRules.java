package io.yuhitsu.itests.check;

import io.yuhitsu.api.job.Target;
import io.yuhitsu.itests.check.Rows.ArtifactRow;
import io.yuhitsu.itests.check.Rows.DeliveryRow;
import io.yuhitsu.itests.check.Rows.JobRow;
import io.yuhitsu.json.SettingsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Promises about jobs and their deliveries. */
final class JobRules {
    /** Holds at every moment. */
    static final List<Rule> ALWAYS = List.of(
            Rule.of("nothing-acknowledged-is-lost", JobRules::nothingIsLost),
            Rule.of("one-job-per-recording", JobRules::oneJob));

    /** Holds when all work has ended. */
    static final List<Rule> SETTLED = List.of(
            Rule.of("every-recording-becomes-minutes", JobRules::minutes),
            Rule.of("every-job-ends", JobRules::ends),
            Rule.of("done-has-all-results", JobRules::results),
            Rule.of("done-has-all-receipts", JobRules::receipts),
            Rule.of("no-lease-is-left", JobRules::leases),
            Rule.of("no-segment-of-done", JobRules::segments));

    private JobRules() {}

    /** What is no longer in the inbox is a job, or was rejected. */
    private static void nothingIsLost(Snapshot snapshot, Rule.Findings findings) throws IOException {
        Set<String> present = new HashSet<>();
        for (String folder : List.of("inbox", "rejected")) {
            for (Path file : snapshot.files(folder)) {
                present.add(Snapshot.read(file).sha256());
            }
        }
        Set<String> jobs = snapshot.rows().jobs().stream().map(JobRules::key).collect(Collectors.toSet());
        for (Expected each : snapshot.handedIn()) {
            if (!jobs.contains(key(each)) && !present.contains(each.sha256())) {
                findings.add("%s is neither in the inbox nor a job", each);
            }
        }
    }

    private static void oneJob(Snapshot snapshot, Rule.Findings findings) {
        Map<String, String> jobs = new HashMap<>();
        for (JobRow job : snapshot.rows().jobs()) {
            String other = jobs.put(job.tenant() + " " + key(job), job.id());
            if (other != null) {
                findings.add("jobs %s and %s are of the same recording", other, job.id());
            }
        }
    }

    private static void minutes(Snapshot snapshot, Rule.Findings findings) {
        Map<String, JobRow> jobs =
                snapshot.rows().jobs().stream().collect(Collectors.toMap(JobRules::key, job -> job, (a, b) -> a));
        for (Expected each : snapshot.handedIn()) {
            JobRow job = jobs.get(key(each));
            boolean wanted = each.fate() == Expected.Fate.MINUTES || each.fate() == Expected.Fate.MINUTES_AND_DELETED;
            if (wanted && (job == null || !job.state().equals("DONE"))) {
                findings.add("%s: %s", each, job == null ? "no job" : told(job));
            } else if (each.fate() == Expected.Fate.REJECTED && job != null) {
                findings.add("%s was to be rejected and is job %s", each, job.id());
            } else if (each.fate() == Expected.Fate.POISON
                    && (job == null || !job.state().equals("DEAD"))) {
                findings.add("%s was to be DEAD: %s", each, job == null ? "no job" : told(job));
            }
        }
    }

    private static void ends(Snapshot snapshot, Rule.Findings findings) {
        Set<String> poison = snapshot.handedIn().stream()
                .filter(each -> each.fate() == Expected.Fate.POISON)
                .map(JobRules::key)
                .collect(Collectors.toSet());
        for (JobRow job : snapshot.rows().jobs()) {
            boolean ended = job.state().equals("DONE") || (job.state().equals("DEAD") && poison.contains(key(job)));
            if (!ended) {
                findings.add("%s", told(job));
            }
        }
    }

    private static void results(Snapshot snapshot, Rule.Findings findings) {
        for (JobRow job : snapshot.rows().jobs()) {
            if (!job.state().equals("DONE")) {
                continue;
            }
            Set<String> kinds = snapshot.rows().artifacts().stream()
                    .filter(artifact -> artifact.job().equals(job.id()) && artifact.version() == job.version())
                    .map(ArtifactRow::kind)
                    .collect(Collectors.toSet());
            for (String kind : List.of("TRANSCRIPT", "MINUTES", "DOCUMENT")) {
                if (!kinds.contains(kind)) {
                    findings.add("job %s is DONE without %s", job.id(), kind);
                }
            }
        }
    }

    private static void receipts(Snapshot snapshot, Rule.Findings findings) throws IOException {
        for (JobRow job : snapshot.rows().jobs()) {
            if (!job.state().equals("DONE")) {
                continue;
            }
            for (Target target : SettingsJson.readSettings(job.settings()).targets()) {
                List<DeliveryRow> made = deliveries(snapshot, job, target);
                if (made.size() != 1) {
                    findings.add("job %s is DONE with %d deliveries to %s", job.id(), made.size(), target.name());
                } else if (!made.get(0).state().equals("DELIVERED")
                        || made.get(0).receipt() == null
                        || made.get(0).receipt().isEmpty()) {
                    findings.add(
                            "job %s is DONE and its delivery %s is %s without a receipt",
                            job.id(), made.get(0).id(), made.get(0).state());
                }
            }
        }
    }

    private static List<DeliveryRow> deliveries(Snapshot snapshot, JobRow job, Target target) throws IOException {
        java.util.ArrayList<DeliveryRow> found = new java.util.ArrayList<>();
        for (DeliveryRow delivery : snapshot.rows().deliveries()) {
            if (delivery.job().equals(job.id())
                    && delivery.version() == job.version()
                    && SettingsJson.readTarget(delivery.target()).equals(target)) {
                found.add(delivery);
            }
        }
        return found;
    }

    private static void leases(Snapshot snapshot, Rule.Findings findings) {
        snapshot.rows().jobs().stream()
                .filter(job -> job.leased() || job.state().equals("RUNNING"))
                .forEach(job -> findings.add("job %s is %s and leased", job.id(), job.state()));
        snapshot.rows().deliveries().stream()
                .filter(delivery -> delivery.leased() || delivery.state().equals("RUNNING"))
                .forEach(delivery -> findings.add(
                        "delivery %s of job %s is %s and leased", delivery.id(), delivery.job(), delivery.state()));
    }

    private static void segments(Snapshot snapshot, Rule.Findings findings) {
        Set<String> done = snapshot.rows().jobs().stream()
                .filter(job -> job.state().equals("DONE"))
                .map(JobRow::id)
                .collect(Collectors.toSet());
        snapshot.rows().segments().stream()
                .filter(segment -> done.contains(segment.job()))
                .forEach(segment -> findings.add("job %s is DONE and has segment %d", segment.job(), segment.index()));
    }

    private static String told(JobRow job) {
        return "job " + job.id() + " is " + job.stage() + " " + job.state()
                + (job.reason() == null ? "" : " (" + job.reason() + ")");
    }

    private static String key(JobRow job) {
        return job.profile() + " " + job.sha256();
    }

    private static String key(Expected each) {
        return each.profile() + " " + each.sha256();
    }
}
