package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the language of a recording: the first stretches are recognised with a model of each language, until one is clearly surer of
 * more speech than the others. Used by one thread.
 */
final class LanguageFinder {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageFinder.class);

    /** Seconds of sure speech before anything is decided. */
    private static final double ENOUGH = 4;

    /** How often a model whose process died is asked for the same stretch. */
    private static final int TRIES = 3;

    /** How far ahead of the second the first has to be. In the wrong language a recogniser is surer of half as much, or less. */
    private static final double CLEAR = 1.4;

    private final Map<Recogniser, List<Word>> heard = new LinkedHashMap<>();
    private final Map<Recogniser, Map<Stretch, List<Word>>> results = new LinkedHashMap<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private final long mostMs;
    private long listenedMs;

    /** @param candidates one a language, the one that is taken when nobody speaks first @param mostMs most that is listened to */
    LanguageFinder(List<Recogniser> candidates, long mostMs) {
        candidates.forEach(candidate -> {
            heard.put(candidate, new ArrayList<>());
            results.put(candidate, new LinkedHashMap<>());
        });
        this.mostMs = mostMs;
    }

    /** Whether there is more than one language to choose from. */
    boolean isNeeded() {
        return heard.size() > 1;
    }

    /** Drops what was listened to, when it is kept elsewhere. */
    void forget() {
        stretches.clear();
        results.values().forEach(Map::clear);
        heard.values().forEach(List::clear);
    }

    /**
     * Listens to one more stretch in all languages.
     *
     * @return whether that was enough
     * @throws FailureException with the code {@link Transcriber#CHILD_DIED}: no model's process outlived it; it may be tried again
     */
    boolean listen(Stretch stretch, CancelToken cancel) throws FailureException, InterruptedException {
        // Silence is not held: a recording may begin with hours of it.
        if (!stretch.silent()) {
            recogniseInAll(stretch, cancel);
            stretches.add(stretch);
            listenedMs += stretch.durationMs();
        }
        return isClear() || listenedMs >= mostMs;
    }

    /** The most likely language's model. */
    Recogniser best() {
        Recogniser best = null;
        for (Recogniser candidate : heard.keySet()) {
            best = best == null || weight(candidate) > weight(best) ? candidate : best;
        }
        return best;
    }

    /** What was listened to, in its order, with the best model's words. */
    Map<Stretch, List<Word>> words() {
        Map<Stretch, List<Word>> words = new LinkedHashMap<>();
        Map<Stretch, List<Word>> found = results.get(best());
        stretches.forEach(stretch -> words.put(stretch, found.getOrDefault(stretch, List.of())));
        return words;
    }

    private boolean isClear() {
        Recogniser best = best();
        return weight(best) >= ENOUGH
                && heard.keySet().stream()
                        .filter(other -> !other.equals(best))
                        .allMatch(other -> weight(best) >= CLEAR * weight(other));
    }

    private double weight(Recogniser candidate) {
        return Plausibility.of(heard.get(candidate)).weight();
    }

    private void recogniseInAll(Stretch stretch, CancelToken cancel) throws FailureException, InterruptedException {
        ExecutorService workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "find language");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Recogniser, List<Word>> found = new LinkedHashMap<>();
            Map<Recogniser, FailureException> failed = new LinkedHashMap<>();
            ask(List.copyOf(heard.keySet()), stretch, workers, cancel, found, failed);
            // One death says little of a model, and without its answer the wrong language would win. When all died
            // the stretch is the likelier culprit.
            for (int tries = 1;
                    tries < TRIES && !found.isEmpty() && !died(failed).isEmpty();
                    tries++) {
                ask(died(failed), stretch, workers, cancel, found, failed);
            }
            if (found.isEmpty()) {
                throw failed.values().stream()
                        .filter(LanguageFinder::isDeath)
                        .findFirst()
                        .orElse(failed.values().iterator().next());
            }
            failed.forEach(this::giveUp);
            found.forEach((candidate, words) -> {
                heard.get(candidate).addAll(words);
                results.get(candidate).put(stretch, words);
            });
        } finally {
            workers.shutdownNow();
        }
    }

    private static boolean isDeath(FailureException failure) {
        return failure.reason().code().equals(Transcriber.CHILD_DIED);
    }

    private static List<Recogniser> died(Map<Recogniser, FailureException> failed) {
        return failed.entrySet().stream()
                .filter(entry -> isDeath(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One broken model must not keep the others from their work. */
    private void giveUp(Recogniser candidate, FailureException failure) {
        LOG.warn(
                "model {} cannot be asked for the language: {}",
                candidate.model().name(),
                failure.reason());
        heard.remove(candidate);
        results.remove(candidate);
    }

    private static void ask(
            List<Recogniser> candidates,
            Stretch stretch,
            ExecutorService workers,
            CancelToken cancel,
            Map<Recogniser, List<Word>> found,
            Map<Recogniser, FailureException> failed)
            throws FailureException, InterruptedException {
        Map<Recogniser, Future<List<Word>>> futures = new LinkedHashMap<>();
        for (Recogniser candidate : candidates) {
            Callable<List<Word>> work = () -> candidate.recognise(stretch, cancel);
            futures.put(candidate, workers.submit(work));
        }
        for (Map.Entry<Recogniser, Future<List<Word>>> future : futures.entrySet()) {
            Recogniser candidate = future.getKey();
            failed.remove(candidate);
            try {
                found.put(candidate, future.getValue().get());
            } catch (ExecutionException e) {
                cancel.check();
                if (!(e.getCause() instanceof FailureException failure)) {
                    throw new IllegalStateException(e.getCause());
                }
                if (failure.kind() == FailureKind.BUSY) {
                    throw failure;
                }
                failed.put(candidate, failure);
            }
        }
    }
}
