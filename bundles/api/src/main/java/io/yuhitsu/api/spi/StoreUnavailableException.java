package io.yuhitsu.api.spi;

/** The database does not answer; the caller waits and tries again. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean nothingWritten;

    /** Nobody knows whether the change was made. */
    public StoreUnavailableException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** @param nothingWritten whether it is sure that the change was not made, and will not be */
    public StoreUnavailableException(String message, Throwable cause, boolean nothingWritten) {
        super(message, cause);
        this.nothingWritten = nothingWritten;
    }

    /** Whether it is sure that the change was not made. Otherwise the answer alone may be lost. */
    public boolean nothingWritten() {
        return nothingWritten;
    }
}
