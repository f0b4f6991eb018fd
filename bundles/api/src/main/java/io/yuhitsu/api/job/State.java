package io.yuhitsu.api.job;

/** What is happening to a job in its stage. */
public enum State {
    READY,
    RUNNING,
    WAITING,
    DONE,
    DEAD,
    CANCELLED;

    /** No worker will touch the job again unless somebody asks for it. */
    public boolean isFinal() {
        return this == DONE || this == DEAD || this == CANCELLED;
    }
}
