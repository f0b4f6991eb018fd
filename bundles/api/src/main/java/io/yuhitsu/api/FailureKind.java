package io.yuhitsu.api;

/** What a failure means for the job that met it. */
public enum FailureKind {
    /** The input will never work: dead at once, with a reason that a clerk understands. */
    BAD_INPUT,
    /** A part of ours has no room or is not there yet: tried again later. */
    BUSY,
    /** Another system did not do its part: tried again later. */
    EXTERNAL,
    /** A fault of ours: a few tries, then dead. */
    INTERNAL
}
