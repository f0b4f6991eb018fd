package io.yuhitsu.routes.internal.files;

/** A scheme that no bundle provides yet. */
final class MissingComponent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String scheme;

    MissingComponent(String scheme) {
        super("no component for scheme " + scheme);
        this.scheme = scheme;
    }

    String scheme() {
        return scheme;
    }
}
