package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the stretches of one recording recognised, several at once, and keeps each as it finishes. So many are held in memory as are being
 * recognised, and one more. Used by one thread.
 */
final class SegmentRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentRun.class);

    private final StepContext context;
    private final Recogniser recogniser;
    private final String plan;
    private final long totalMs;
    private final Map<Integer, Segment> kept = new HashMap<>();
    /** Trips with the job's token, and when one stretch fails for good. */
    private final CancelToken cancel = new CancelToken();

    private final CancelToken.Registration registration;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final ExecutorService workers;
    private final Deque<Stretch> again = new ArrayDeque<>();
    /** Deaths of each stretch's children since something was kept, and how many of them the job knows of. */
    private final Map<Stretch, Integer> deaths = new HashMap<>();

    private int counted;
    private int running;
    private int recognised;
    private int known;
    private long doneMs;

    /** @param totalMs length of the recording, 0 when unknown */
    SegmentRun(StepContext context, Recogniser recogniser, long totalMs) {
        this.context = context;
        this.recogniser = recogniser;
        this.plan = recogniser.plan();
        this.totalMs = totalMs;
        String name = "transcribe " + context.job().id();
        workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        context.segments(plan).forEach(segment -> kept.put(segment.index(), segment));
        registration = context.cancel().onTrip(() -> {
            cancel.trip();
            outcomes.add(new Cancelled());
        });
    }

    private sealed interface Outcome {}

    private record Finished(Stretch stretch) implements Outcome {}

    private record Failed(Stretch stretch, Throwable why) implements Outcome {}

    private record Cancelled() implements Outcome {}

    /** Has a stretch recognised, unless it is kept already or there is nothing to hear; blocks while as many as may be are under way. */
    void add(Stretch stretch) throws FailureException, InterruptedException {
        context.cancel().check();
        if (stretch.silent() || isKept(stretch)) {
            known += stretch.silent() ? 0 : 1;
            done(stretch);
            return;
        }
        while (running > recogniser.transcriber().capacity()) {
            settle(outcomes.take());
        }
        // A stretch that kills recognisers is tried alone: then it is known who did it, and nothing is kept in between.
        while (!again.isEmpty()) {
            settleAll();
            start(again.remove());
            settleAll();
        }
        start(stretch);
    }

    /** Keeps a stretch that was recognised elsewhere. */
    void add(Stretch stretch, List<Word> words) throws FailureException {
        if (isKept(stretch)) {
            known++;
        } else {
            keep(stretch, words);
            recognised++;
        }
        done(stretch);
    }

    /** Blocks until all are done. */
    void finish() throws FailureException, InterruptedException {
        settleAll();
        while (!again.isEmpty()) {
            start(again.remove());
            settleAll();
        }
        LOG.info(
                "job {}: {} stretches recognised, {} known from before",
                context.job().id(),
                recognised,
                known);
    }

    private boolean isKept(Stretch stretch) {
        Segment segment = kept.get(stretch.index());
        return segment != null && segment.startMs() == stretch.startMs() && segment.endMs() == stretch.endMs();
    }

    private void start(Stretch stretch) {
        running++;
        workers.execute(() -> {
            Outcome outcome;
            try {
                keep(stretch, recogniser.recognise(stretch, cancel));
                outcome = new Finished(stretch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outcome = new Failed(stretch, e);
            } catch (FailureException | RuntimeException | Error e) {
                outcome = new Failed(stretch, e);
            }
            outcomes.add(outcome);
        });
    }

    private void keep(Stretch stretch, List<Word> words) throws FailureException {
        try {
            context.finishSegment(
                    plan, stretch.index(), stretch.startMs(), stretch.endMs(), TranscriptJson.words(words));
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, TranscribeStep.TEXTS.message("words-unwritable"), e);
        }
    }

    private void settleAll() throws FailureException, InterruptedException {
        while (running > 0) {
            settle(outcomes.take());
        }
        context.cancel().check();
    }

    private void settle(Outcome outcome) throws FailureException, InterruptedException {
        context.cancel().check();
        if (outcome instanceof Finished finished) {
            running--;
            recognised++;
            deaths.clear();
            counted = 0;
            done(finished.stretch());
        } else if (outcome instanceof Failed failed) {
            running--;
            if (failed.why() instanceof FailureException failure) {
                if (!failure.reason().code().equals(Transcriber.CHILD_DIED)) {
                    throw failure;
                }
                again.add(failed.stretch());
                countDeath(failed.stretch(), failure);
            } else if (failed.why() instanceof InterruptedException) {
                throw new CancellationException("interrupted");
            } else if (failed.why() instanceof RuntimeException unchecked) {
                throw unchecked;
            } else {
                throw (Error) failed.why();
            }
        }
    }

    /** When all recognisers die at once, as memory ran out, each of their stretches has died once, and none of them many times. */
    private void countDeath(Stretch stretch, FailureException failure) throws FailureException {
        if (deaths.merge(stretch, 1, Integer::sum) > counted) {
            counted++;
            context.childDied(failure.reason());
        }
    }

    private void done(Stretch stretch) {
        doneMs += stretch.durationMs();
        if (totalMs > 0) {
            // The rest is for putting the transcript together.
            context.progress(Math.min(0.99, doneMs / (double) totalMs));
        }
    }

    /** Breaks off what still runs and waits until it has ended, so that nothing is kept under a lease that is gone. */
    @Override
    public void close() {
        registration.close();
        cancel.trip();
        workers.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
