package io.yuhitsu.api.spi;

/** The database does not answer; the caller waits and tries again. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
