package io.yuhitsu.api.job;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.Sha256;

/**
 * A stored result of a step.
 *
 * @param name file name within the document set, {@code minutes.pdf}; says nothing about the meeting
 * @param sha256 of the content before encryption
 */
public record Artifact(ArtifactKind kind, String name, String mediaType, BlobRef blob, Sha256 sha256, long bytes) {}
