package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process on a small disk that it fills to the last block again and again while four threads submit jobs. Says {@code ROUND n} for each
 * time after which the work went on by itself, and {@code LOST [ids]} of what had been committed and is not there in the end.
 */
final class FillingServer {
    private static final int ROUNDS = 8;

    private final Path disk;
    private final Stores stores;
    private final Set<JobId> committed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final Random random = new Random(7);
    private volatile boolean ending;

    private FillingServer(Path disk, Stores stores) {
        this.disk = disk;
        this.stores = stores;
    }

    public static void main(String[] args) throws Exception {
        Path disk = Path.of(args[0]);
        // The disk is memory: syncing costs nothing there, and more of Derby's own files come and go.
        System.setProperty("derby.storage.logSwitchInterval", "100000");
        System.setProperty("derby.storage.checkpointInterval", "100000");
        KeyRing keys = new KeyRing(disk.resolve("keys"), List.of());
        MutableClock clock = new MutableClock();
        try (Database database = new Database(new AtTime(Engines.derby(new DataFolder(disk), keys), clock), 6)) {
            Stores stores = new Stores(new JdbcJobStore(database), new JdbcDeliveryStore(database), clock);
            new FillingServer(disk, stores).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread writer = new Thread(this::write);
            writer.start();
            writers.add(writer);
        }
        for (int round = 0; round < ROUNDS; round++) {
            awaitMore(10);
            Path filler = fill(random.nextInt(4) * 40_000L);
            // How long it stays full, not a wait for a result.
            Thread.sleep(500);
            Files.delete(filler);
            awaitMore(10);
            System.out.println("ROUND " + round);
        }
        ending = true;
        for (Thread writer : writers) {
            writer.join();
        }
        committed.removeIf(job -> stores.jobs().find(job).isPresent());
        System.out.println("LOST " + committed);
    }

    private void write() {
        while (!ending) {
            try {
                committed.add(stores.submit(number.incrementAndGet(), "folder"));
            } catch (StoreUnavailableException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitMore(int jobs) throws InterruptedException {
        int before = committed.size();
        while (committed.size() < before + jobs) {
            Thread.sleep(5);
        }
    }

    private Path fill(long leave) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            while (disk.toFile().getUsableSpace() > leave) {
                file.write(block);
            }
        } catch (IOException e) {
            // Full to the last block.
            return filler;
        }
        return filler;
    }
}
