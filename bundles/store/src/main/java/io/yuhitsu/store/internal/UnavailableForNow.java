package io.yuhitsu.store.internal;

/** Without it the server cannot start, but it may be back by itself: another start is worth its while. */
public final class UnavailableForNow extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnavailableForNow(String message, Throwable cause) {
        super(message, cause);
    }
}
