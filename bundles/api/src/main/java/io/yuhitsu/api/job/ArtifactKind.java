package io.yuhitsu.api.job;

/** What a step can leave behind. */
public enum ArtifactKind {
    /** One per version: {@code transcript.json}. */
    TRANSCRIPT,
    /** One per version: {@code minutes.json}. */
    MINUTES,
    /** Any number per version, told apart by name: minutes rendered in one format. */
    DOCUMENT
}
