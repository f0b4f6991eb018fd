package io.yuhitsu.api.job;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.TenantId;
import java.util.Set;

/**
 * Which jobs to list, newest first.
 *
 * @param states empty for all
 * @param before only jobs that are older than this one, null for the newest
 * @param limit 1 to 1000
 */
public record JobQuery(TenantId tenant, Set<State> states, JobId before, int limit) {
    public JobQuery {
        states = Set.copyOf(states);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }
}
