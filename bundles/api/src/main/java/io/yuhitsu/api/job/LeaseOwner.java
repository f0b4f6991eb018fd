package io.yuhitsu.api.job;

import java.util.regex.Pattern;

/**
 * Who holds a lease.
 *
 * @param node a server by its data folder, the same after a restart; of two servers only one runs on a data folder at a time
 * @param run one run of that server; each run has another
 * @param worker who in that run, for people who look
 */
public record LeaseOwner(String node, String run, String worker) {
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,40}");

    public LeaseOwner {
        if (!ID.matcher(node).matches() || !ID.matcher(run).matches()) {
            throw new IllegalArgumentException("node and run are up to 40 of 0-9 and a-z");
        }
    }

    public LeaseOwner as(String otherWorker) {
        return new LeaseOwner(node, run, otherWorker);
    }
}
