package io.yuhitsu.api.job;

import io.yuhitsu.api.BlobRef;

/**
 * A recognised piece of a recording. A restart goes on with the segments that are missing.
 *
 * @param plan names the way the recording was cut and recognised (cutter version, model); segments of another plan do not count
 * @param index 0-based, in the order of the recording
 * @param blob the words as JSON
 */
public record Segment(String plan, int index, long startMs, long endMs, BlobRef blob) {}
