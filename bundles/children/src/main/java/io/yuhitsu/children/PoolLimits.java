package io.yuhitsu.children;

import java.time.Duration;

/**
 * How many children a pool has, and what they may do.
 *
 * @param most children at once, idle ones included; so many calls run at once
 * @param warm children that are kept ready and idle as far as {@code most} allows, so that a call does not wait for a JVM to start
 * @param idle how long a child above {@code warm} stays without work
 * @param patience how long a call waits for a child before it fails as BUSY
 * @param callsUntilRecycle a child is replaced after so many calls: native code leaks
 * @param frameBytes largest body of one frame, either way
 * @param callBytes most that a child may send in one call
 */
public record PoolLimits(
        int most, int warm, Duration idle, Duration patience, int callsUntilRecycle, int frameBytes, long callBytes) {
    public PoolLimits {
        if (most < 1 || warm < 0 || warm > most || callsUntilRecycle < 1 || frameBytes < 1 || callBytes < 1) {
            throw new IllegalArgumentException("pool of most=" + most + " warm=" + warm + " callsUntilRecycle="
                    + callsUntilRecycle + " frameBytes=" + frameBytes + " callBytes=" + callBytes);
        }
    }

    /** One minute idle, one minute to patience, 1000 calls, frames of 1 MiB, no limit on what a call gives. */
    public static PoolLimits of(int most, int warm) {
        return new PoolLimits(most, warm, Duration.ofMinutes(1), Duration.ofMinutes(1), 1000, 1 << 20, Long.MAX_VALUE);
    }

    public PoolLimits withIdle(Duration time) {
        return new PoolLimits(most, warm, time, patience, callsUntilRecycle, frameBytes, callBytes);
    }

    public PoolLimits withPatience(Duration time) {
        return new PoolLimits(most, warm, idle, time, callsUntilRecycle, frameBytes, callBytes);
    }

    public PoolLimits withRecycling(int calls) {
        return new PoolLimits(most, warm, idle, patience, calls, frameBytes, callBytes);
    }

    public PoolLimits withOutput(int bytesPerFrame, long bytesPerCall) {
        return new PoolLimits(most, warm, idle, patience, callsUntilRecycle, bytesPerFrame, bytesPerCall);
    }
}
