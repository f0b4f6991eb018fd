package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.Transcriber;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The recognisers that are there now. Thread-safe. */
final class Engines {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private record Entry(String name, int ranking, long id, Transcriber transcriber) {}

    void add(Transcriber transcriber, Map<String, ?> properties) {
        String name = String.valueOf(properties.get(Transcriber.ENGINE));
        entries.add(new Entry(
                name,
                properties.get("service.ranking") instanceof Integer ranking ? ranking : 0,
                properties.get("service.id") instanceof Long id ? id : 0,
                transcriber));
    }

    void remove(Transcriber transcriber) {
        entries.removeIf(entry -> entry.transcriber() == transcriber);
    }

    /** @throws FailureException BUSY: there is none of that name */
    Transcriber get(String name) throws FailureException {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                // As OSGi orders services: the highest ranking, then the one that came first.
                .max(Comparator.comparingInt(Entry::ranking).thenComparing(Entry::id, Comparator.reverseOrder()))
                .orElseThrow(() -> FailureException.busy(TranscribeStep.TEXTS.message("no-engine", name)))
                .transcriber();
    }
}
