package io.yuhitsu.speech.decoder.child;

/** The recording cannot be decoded; the message is the code of the reason. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String code) {
        super(code);
    }
}
