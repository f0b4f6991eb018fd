package io.yuhitsu.api.job;

import java.util.Locale;

/** Where a job is on its way; each stage is one durable step. */
public enum Stage {
    TRANSCRIBE,
    SUMMARISE,
    RENDER,
    APPROVE,
    DELIVER,
    DONE;

    /** The stage as route files write it. */
    public String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage behind this one; DONE stays DONE. */
    public Stage next() {
        return this == DONE ? DONE : values()[ordinal() + 1];
    }
}
