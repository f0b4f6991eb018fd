package io.yuhitsu.api.job;

/** The lease expired, or the job was cancelled: what the worker has is no longer wanted. Nothing was changed. */
public final class LeaseLostException extends Exception {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(Lease lease) {
        super("job " + lease.job() + ": the lease on " + lease.stage() + " is gone");
    }
}
