package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.Children;
import io.yuhitsu.children.PoolLimits;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.speech.vosk.child.VoskChild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recogniser processes: a pool of children for each model that is in use. All pools together do as many calls at once as there are
 * slots; a model that nobody uses gives way when memory gets short. Thread-safe.
 */
final class Recognisers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recognisers.class);

    /** A minute of speech takes seconds; a hundred times that on a machine that is busy with other things. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** Big models take a while from a slow disk. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int FRAME = 2 << 20;
    private static final long CALL_BYTES = 8 << 20;
    private static final int HEAP_MB = 48;

    private final Children children;
    private final Slots slots;
    private final Limits limits;
    private final Map<String, Pool> pools = new HashMap<>();
    private boolean closed;

    /**
     * @param most calls at once, 0 for as many as there are cores and as fit into the memory
     * @param memoryMb for all children together
     * @param recycle calls until a child is replaced
     */
    record Limits(int most, int cores, long memoryMb, Duration idle, int recycle) {}

    Recognisers(Children children, Limits limits) {
        this.children = children;
        this.limits = limits;
        this.slots = new Slots(limits.most() > 0 ? limits.most() : limits.cores());
    }

    Limits limits() {
        return limits;
    }

    /** How many calls make progress at once. */
    int capacity() {
        return slots.most();
    }

    /** Memory that a child with that model needs, measured when it ran already. */
    private synchronized long childMb(ModelFolder model) {
        Pool pool = pools.get(model.signature());
        return pool == null ? estimateMb(model) : pool.childMb;
    }

    /** What a model takes in memory is a little more than its files; the JVM and Vosk take the rest. */
    private static long estimateMb(ModelFolder model) {
        return 110 + (model.model().bytes() >> 20) * 3 / 2;
    }

    /** Fits the number of calls at once to the models that may be used. */
    void fit(List<ModelFolder> models) {
        long largest = models.stream().mapToLong(this::childMb).max().orElse(0);
        if (limits.most() > 0 || largest == 0) {
            return;
        }
        int fitting = (int) Math.max(1, Math.min(limits.cores(), limits.memoryMb() / largest));
        if (slots.resize(fitting)) {
            LOG.info(
                    "recognisers: {} ({} cores; {} MiB for all, {} MiB for one with the largest model in use)",
                    fitting,
                    limits.cores(),
                    limits.memoryMb(),
                    largest);
        }
    }

    /**
     * @throws FailureException INTERNAL with code {@link ChildPool#UNUSABLE}: the model cannot be loaded; with code
     *     {@link ChildPool#NOT_STARTED}: the process ended while it was loading the model, which says nothing about the model
     */
    List<Word> recognise(ModelFolder model, ByteBuffer pcm, CancelToken cancel)
            throws FailureException, InterruptedException {
        slots.acquire(cancel);
        try {
            Pool pool = enter(model);
            try {
                return pool.children.call(DEADLINE, cancel, call -> {
                    call.send(VoskChild.PCM, pcm.duplicate());
                    List<Word> words = new ArrayList<>();
                    for (Frame frame = call.receive(); frame.type() == VoskChild.SENTENCE; frame = call.receive()) {
                        byte[] json = new byte[frame.body().remaining()];
                        frame.body().get(json);
                        read(json, words);
                    }
                    return List.copyOf(words);
                });
            } finally {
                leave(pool);
            }
        } finally {
            slots.release();
        }
    }

    private static void read(byte[] sentence, List<Word> words) throws FailureException {
        try {
            Sentences.read(sentence, words);
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, VoskSpeech.TEXTS.message("sentence-unreadable"), e);
        }
    }

    private synchronized Pool enter(ModelFolder model) throws FailureException {
        if (closed) {
            throw FailureException.busy(VoskSpeech.TEXTS.message("recognisers-stopping"));
        }
        Pool pool = pools.get(model.signature());
        if (pool == null) {
            makeRoom(estimateMb(model));
            pool = new Pool(pool(model), estimateMb(model));
            pools.put(model.signature(), pool);
        }
        pool.calls++;
        return pool;
    }

    private ChildPool pool(ModelFolder model) {
        int maxMb = (int) Math.min(Integer.MAX_VALUE, 512 + 2 * estimateMb(model));
        ChildSpec spec = ChildSpec.of("recogniser", VoskChild.class)
                .withArgs(ChildSpec.SHARED + "/vosk", model.path().toString())
                .withMemory(HEAP_MB, maxMb)
                .withStartTimeout(START);
        // The slots see to how many run at once, whichever pool they are of.
        int most = limits.most() > 0 ? limits.most() : limits.cores();
        return children.pool(
                spec,
                PoolLimits.of(most, 0)
                        .withIdle(limits.idle())
                        .withPatience(START)
                        .withRecycling(limits.recycle())
                        .withOutput(FRAME, CALL_BYTES));
    }

    /** Ends the pools that are not in use and were used longest ago, while a new child would not fit beside them. */
    private void makeRoom(long mb) {
        List<Map.Entry<String, Pool>> idle = pools.entrySet().stream()
                .filter(entry -> entry.getValue().calls == 0)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().usedAt))
                .toList();
        for (Map.Entry<String, Pool> entry : idle) {
            long used = pools.values().stream().mapToLong(Pool::memoryMb).sum();
            if (used + mb * slots.most() <= limits.memoryMb()) {
                return;
            }
            pools.remove(entry.getKey());
            entry.getValue().children.close();
        }
    }

    private synchronized void leave(Pool pool) {
        pool.calls--;
        pool.usedAt = System.nanoTime();
        pool.measure();
    }

    /** Process ids of the children that live now. */
    synchronized List<Long> pids() {
        return pools.values().stream()
                .flatMap(pool -> pool.children.pids().stream())
                .toList();
    }

    @Override
    public void close() {
        List<Pool> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(pools.values());
            pools.clear();
        }
        all.forEach(pool -> pool.children.close());
    }

    /** The children of one model. */
    private static final class Pool {
        private final ChildPool children;
        private long childMb;
        private boolean measured;
        private int calls;
        private long usedAt;

        Pool(ChildPool children, long childMb) {
            this.children = children;
            this.childMb = childMb;
        }

        void measure() {
            for (long pid : children.pids()) {
                long mb = MachineMemory.of(pid);
                childMb = measured ? Math.max(childMb, mb) : mb > 0 ? mb : childMb;
                measured |= mb > 0;
            }
        }

        long memoryMb() {
            return childMb * children.pids().size();
        }
    }
}
