package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.blob.FolderBlobStore;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process that is killed while it works. Says {@code DONE <job>} for each job behind its commit, then {@code OPEN <job>} in the middle of
 * a transaction and in the middle of storing an object, and waits there.
 */
final class DyingServer {
    private DyingServer() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        KeyRing keys = new KeyRing(folder.resolve("keys"), List.of());
        MutableClock clock = new MutableClock();
        Database database = new Database(new AtTime(Engines.derby(new DataFolder(folder), keys), clock), 4);
        Stores stores = new Stores(new JdbcJobStore(database), new JdbcDeliveryStore(database), clock);
        for (int i = 0; i < 20; i++) {
            say("DONE " + stores.submit(i, "folder"));
        }
        Lease lease = stores.claim(Stage.TRANSCRIBE);
        stores.jobs().putSegment(lease, Stores.segment("plan", 0));
        say("HELD " + lease.job());

        CountDownLatch half = new CountDownLatch(1);
        Thread storing = new Thread(() -> {
            try {
                new FolderBlobStore(folder.resolve("blobs"), keys)
                        .put(TenantId.DEFAULT, endlessAfter(half), Long.MAX_VALUE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        storing.start();
        half.await();
        NewJob open = stores.job(TenantId.DEFAULT, 99);
        database.change(TestDatabase.STEP, tx -> {
            JobArrivals.submit(tx, open);
            JobActs.cancel(tx, TenantId.DEFAULT, lease.job(), Stores.REASON);
            say("OPEN " + open.id());
            Thread.sleep(Long.MAX_VALUE);
        });
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static InputStream endlessAfter(CountDownLatch half) {
        return new InputStream() {
            private int left = 300_000;

            @Override
            public int read() throws IOException {
                if (left-- > 0) {
                    return 1;
                }
                half.countDown();
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
    }
}
