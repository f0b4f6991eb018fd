package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.key.KeyRing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The jobs' store on a database of its own, with as many waiting jobs as one likes. */
public final class BareStore implements AutoCloseable {
    private static final DurableStep FILL = DurableStep.named("bench.fill");
    private static final LeaseOwner OWNER = new LeaseOwner("bench", "run", "worker");
    private static final ProfileSettings SETTINGS = ProfileSettings.standard(ZoneOffset.UTC);
    private static final int TENANTS = 3;
    private static final int BATCH = 1_000;

    private final Database database;
    private final JdbcJobStore jobs;
    private int made;

    private BareStore(Engine engine) {
        database = new Database(engine, 4);
        jobs = new JdbcJobStore(database);
    }

    public static BareStore derby(Path folder) throws Exception {
        return new BareStore(Engines.derby(new DataFolder(folder), keys(folder)));
    }

    public static BareStore postgres(Path folder, String address, String password) throws Exception {
        Installation installation = new Installation(
                folder.resolve("db"), folder.resolve("blobs"), keys(folder).fingerprint());
        return new BareStore(
                new Postgres(DatabaseAddress.parse(address), new DataFolder(folder), password, installation));
    }

    private static KeyRing keys(Path folder) throws Exception {
        return new KeyRing(folder.resolve("keys"), List.of());
    }

    /** Makes jobs that wait; the first ones as they come in, for what else that leaves behind. */
    public void fill(int waiting) {
        for (int i = 0; i < TENANTS; i++) {
            submit();
        }
        while (made < waiting) {
            int until = Math.min(waiting, made + BATCH);
            database.change(FILL, tx -> {
                PreparedBatch batch = tx.handle()
                        .prepareBatch("insert into jobs (id, tenant, profile, recording_blob, recording_sha256,"
                                + " recording_bytes, facts_blob, settings, version, stage, state, attempts,"
                                + " child_deaths, result_stored, progress, received_at, changed_at) values"
                                + " (?, ?, 'default', ?, ?, 1, ?, ?, 1, 'TRANSCRIBE', 'READY', 0, 0, false,"
                                + " 0, 0, 0)");
                for (int i = made; i < until; i++) {
                    NewJob job = job(i);
                    batch.add(
                            job.id().value(),
                            job.tenant().value(),
                            job.recording().blob().value(),
                            job.recording().sha256().hex(),
                            job.facts().value(),
                            JobRows.json(job.settings()));
                }
                batch.execute();
            });
            made = until;
        }
    }

    public void submit() {
        jobs.submit(job(made++));
    }

    private static NewJob job(int number) {
        String text = String.format("%032x", number);
        BlobRef blob = new BlobRef(text);
        return new NewJob(
                JobId.next(System.currentTimeMillis()),
                new TenantId("t" + number % TENANTS),
                ProfileId.DEFAULT,
                new RecordingRef(blob, new Sha256(text + text), 1),
                blob,
                SETTINGS,
                null);
    }

    /** @return nanoseconds */
    public long claim() {
        long began = System.nanoTime();
        if (jobs.claim(Stage.TRANSCRIBE, OWNER, Duration.ofMinutes(1)).isEmpty()) {
            throw new IllegalStateException("nothing waits");
        }
        return System.nanoTime() - began;
    }

    @Override
    public void close() {
        database.close();
    }
}
