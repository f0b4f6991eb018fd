package io.yuhitsu.core.internal;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.DeliveryStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.contracts.MemoryBlobStore;
import io.yuhitsu.contracts.MemoryJobStore;
import io.yuhitsu.contracts.MemoryProfileStore;
import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.json.FactsJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What survives a server: the stores. They can be told not to answer, and say what they were asked. */
final class Machine {
    static final TenantId TENANT = TenantId.DEFAULT;
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    final MutableClock clock = new MutableClock();
    final AtomicBoolean down = new AtomicBoolean();
    /** Calls whose answer is lost once each: what they ask for is done all the same. */
    final Set<String> answersLost = ConcurrentHashMap.newKeySet();

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final JobStore jobs;
    final DeliveryStore deliveries;
    final BlobStore blobs = new MemoryBlobStore(clock);
    /** Bytes that are free on its disk. */
    final AtomicLong free = new AtomicLong(1L << 40);

    final Room room = new Room(Map.of(Room.Place.DATA, disk()));
    final MemoryProfileStore profiles = new MemoryProfileStore();
    private final AtomicInteger contents = new AtomicInteger();

    Machine() {
        MemoryJobStore memory = new MemoryJobStore(clock);
        jobs = watched(JobStore.class, memory);
        deliveries = watched(DeliveryStore.class, memory.deliveries());
    }

    private Room.Volume disk() {
        return new Room.Volume() {
            @Override
            public long free() {
                return free.get();
            }

            @Override
            public long total() {
                return 1L << 40;
            }
        };
    }

    static CoreSettings settings() {
        return new CoreSettings(
                Duration.ofSeconds(60),
                3,
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                1 << 20,
                0,
                0,
                8,
                4,
                Duration.ofDays(1),
                Duration.ofDays(1),
                TOKYO);
    }

    static ProfileSettings profile(boolean approval, Target... targets) {
        ProfileSettings s = ProfileSettings.standard(TOKYO);
        return new ProfileSettings(
                s.language(),
                s.timeZone(),
                s.recogniser(),
                s.model(),
                s.template(),
                s.company(),
                s.department(),
                s.formats(),
                List.of(targets),
                approval);
    }

    JobId submit(Target... targets) {
        return submit(TENANT, profile(false, targets));
    }

    /** A job of a new recording that lasts a minute. */
    JobId submit(TenantId tenant, ProfileSettings settings) {
        try {
            byte[] audio = ("recording " + contents.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
            BlobStore.StoredBlob recording = blobs.put(tenant, new ByteArrayInputStream(audio), 100);
            byte[] facts = FactsJson.write(facts());
            BlobStore.StoredBlob factsBlob = blobs.put(tenant, new ByteArrayInputStream(facts), 10_000);
            clock.advance(Duration.ofMillis(1));
            return jobs.submit(new NewJob(
                            JobId.next(clock.millis()),
                            tenant,
                            ProfileId.DEFAULT,
                            new RecordingRef(recording.blob(), recording.sha256(), recording.bytes()),
                            factsBlob.blob(),
                            settings,
                            null))
                    .job();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static RecordingFacts facts() {
        Recorded recorded = new Recorded("wav", "pcm_s16le", Duration.ofMinutes(1), 1, 16_000, null, false);
        return new RecordingFacts(
                "会議.wav", "", "会議", LocalDate.of(2026, 10, 5), DateSource.RECEIVED, List.of(), recorded, List.of());
    }

    Job job(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    long asked(String call) {
        synchronized (calls) {
            return calls.stream().filter(call::equals).count();
        }
    }

    private <T> T watched(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            String call = port.getSimpleName() + "." + method.getName();
            calls.add(call);
            if (down.get()) {
                throw new StoreUnavailableException("told not to answer", null);
            }
            try {
                Object answer = method.invoke(store, args);
                if (answersLost.remove(call)) {
                    throw new StoreUnavailableException("told to lose the answer", null);
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
