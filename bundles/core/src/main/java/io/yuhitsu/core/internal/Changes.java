package io.yuhitsu.core.internal;

import io.yuhitsu.api.JobId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** Tells those who watch a job that it changed in this process. */
@Component(service = Changes.class)
public final class Changes {
    /** Somebody who watches one job. Used with try. */
    final class Watch implements AutoCloseable {
        private final JobId job;
        private final Bell bell = new Bell();
        private long heard = bell.heard();

        private Watch(JobId job) {
            this.job = job;
        }

        /** Waits for the next change since the last call; at most that long. */
        void await(Duration wait) throws InterruptedException {
            bell.await(heard, wait);
            heard = bell.heard();
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** Begins to listen; changes from now on are heard. */
    Watch watch(JobId job) {
        Watch watch = new Watch(job);
        watches.add(watch);
        return watch;
    }

    void changed(JobId job) {
        watches.stream().filter(w -> w.job.equals(job)).forEach(w -> w.bell.ring());
    }

    void anyChanged() {
        watches.forEach(w -> w.bell.ring());
    }
}
