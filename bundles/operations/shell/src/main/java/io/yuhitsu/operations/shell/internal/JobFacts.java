package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.JobQuery;
import io.yuhitsu.api.pipeline.Jobs;
import io.yuhitsu.api.text.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jobs as ids, states, times and codes of reasons. Profiles and channels are numbers: their names may be a customer's. */
final class JobFacts {
    /** Each costs two looks into the database, which may be what is slow. */
    static final int MOST = 1000;

    private static final int PAGE = 200;

    private final Jobs jobs;
    private final Map<ProfileId, Integer> profiles = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();

    JobFacts(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The newest first. */
    ArrayNode all() {
        ArrayNode array = Json.array();
        JobId before = null;
        while (array.size() < MOST) {
            List<Job> page = jobs.list(new JobQuery(JobAction.TENANT, Set.of(), before, PAGE));
            page.forEach(job -> array.add(of(job)));
            if (page.size() < PAGE) {
                break;
            }
            before = page.get(page.size() - 1).id();
        }
        return array;
    }

    private ObjectNode of(Job job) {
        ObjectNode node = Json.object();
        node.put("id", job.id().value());
        node.put("profile", profiles.computeIfAbsent(job.profile(), profile -> profiles.size() + 1));
        node.put("version", job.version());
        node.put("stage", job.stage().name());
        node.put("state", job.state().name());
        node.put("progress", job.progress());
        node.put("attempts", job.attempts());
        node.put("waitFor", job.waitFor() == null ? null : job.waitFor().name());
        node.put("notBefore", job.notBefore() == null ? null : job.notBefore().toString());
        node.put("reason", job.findReason().map(Message::code).orElse(null));
        node.put("bytes", job.recording().bytes());
        node.put("receivedAt", job.receivedAt().toString());
        node.put("changedAt", job.changedAt().toString());
        ArrayNode log = node.putArray("log");
        for (JobEvent event : jobs.log(job)) {
            log.add(event.at() + " " + event.stage() + " " + event.message().code());
        }
        ArrayNode deliveries = node.putArray("deliveries");
        for (Delivery delivery : jobs.deliveries(job)) {
            ObjectNode each = deliveries.addObject();
            each.put("id", delivery.id().value());
            each.put("channel", channels.computeIfAbsent(delivery.target().channel(), name -> channels.size() + 1));
            each.put("state", delivery.state().name());
            each.put("attempts", delivery.attempts());
            each.put(
                    "reason",
                    delivery.reason() == null ? null : delivery.reason().code());
            each.put("changedAt", delivery.changedAt().toString());
        }
        return node;
    }
}
