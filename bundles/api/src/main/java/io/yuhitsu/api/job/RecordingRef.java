package io.yuhitsu.api.job;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.Sha256;

/**
 * The audio as received; immutable, stored once.
 *
 * @param blob where its bytes are
 * @param sha256 of its bytes
 * @param bytes its size
 */
public record RecordingRef(BlobRef blob, Sha256 sha256, long bytes) {}
