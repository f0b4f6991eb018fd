package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.driver.Processes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a server that has nothing to do holds. */
record Vitals(int threads, int open, int children) {
    /** Threads and connections that are kept for a while; a leak is more after some rounds. */
    private static final int THREADS = 12;

    private static final int OPEN = 25;
    private static final int CHILDREN = 2;
    private static final Duration TO_CALM_DOWN = Duration.ofSeconds(90);

    static Vitals of(ProcessHandle server) {
        List<String> open = Processes.open(server);
        return new Vitals(Processes.threads(server), open.size(), (int)
                server.descendants().count());
    }

    /** Waits until the server holds no more than this. @return what it holds then, or when it was waited for long enough */
    Vitals await(ProcessHandle server) throws InterruptedException, IOException {
        Instant end = Instant.now().plus(TO_CALM_DOWN);
        Vitals now = of(server);
        while (!now.isWithin(this) && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            now = of(server);
        }
        return now;
    }

    boolean isWithin(Vitals baseline) {
        return threads <= baseline.threads + THREADS
                && open <= baseline.open + OPEN
                && children <= baseline.children + CHILDREN;
    }

    @Override
    public String toString() {
        return threads + " threads, " + open + " open files, " + children + " children";
    }
}
