package io.yuhitsu.itests.faults;

/** The server's process has ended, as it was meant to. */
final class Gone extends Exception {
    private static final long serialVersionUID = 1L;

    Gone() {
        super("the server has ended");
    }
}
