package io.yuhitsu.api.job;

/** What a WAITING job waits for; the sweeper wakes TIME alone. */
public enum WaitFor {
    TIME,
    PERSON,
    PLUGIN
}
