package io.yuhitsu.itests.faults;

/** One side of a durable step. */
public record CrashPoint(String step, boolean after) {
    /** As the server's property wants it. */
    @Override
    public String toString() {
        return step + ":" + (after ? "after" : "before");
    }
}
