package io.yuhitsu.children.child;

/** What a child was told to load (a model, a library) is there and cannot be used: another child would come to the same end. */
public final class UnusableArgumentsException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableArgumentsException(String message, Throwable cause) {
        super(message, cause);
    }
}
