package io.yuhitsu.core.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often work failed by a fault of ours since somebody last asked for it. The store counts all failed tries together; only these end in
 * DEAD. In memory: a restart, which may have mended the fault, gives new tries. Thread-safe.
 */
final class Faults<K> {
    private static final int REMEMBERED = 10_000;

    private final Map<K, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param attempts that the store counts so far; none means that the work is new or was asked for again
     * @return how many it are with this one
     */
    synchronized int add(K work, int attempts) {
        int before = attempts == 0 ? 0 : counts.getOrDefault(work, 0);
        counts.put(work, before + 1);
        return before + 1;
    }

    synchronized void forget(K work) {
        counts.remove(work);
    }
}
