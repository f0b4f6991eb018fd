package io.yuhitsu.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs something in many threads that start at the same moment. */
public final class Together {
    private Together() {}

    public interface Part {
        void run(int index) throws Exception;
    }

    public static void run(int threads, Part part) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int index = i;
                parts.add(pool.submit(() -> {
                    start.await();
                    part.run(index);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : parts) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
