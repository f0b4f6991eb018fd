package io.yuhitsu.contracts;

/** What every {@link io.yuhitsu.api.spi.JobStore} has to pass. */
public interface JobStoreContract
        extends JobSubmissionContract, JobLeaseContract, JobStepContract, JobWaitingContract, JobReadingContract {
    /** An empty store with its deliveries, on a clock that the test moves. */
    @Override
    Stores fresh() throws Exception;
}
