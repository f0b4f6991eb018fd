package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.api.minutes.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sentences that prove an item, the most telling first. */
final class Proof {
    private static final int MOST_UTTERANCES = 6;
    /** Of the meeting; a reader is to find the place, not to hear it all again. */
    private static final double MOST_SHARE = 0.15;

    private static final long SHORT_MS = 12_000;

    private final Set<Integer> sentences = new LinkedHashSet<>();

    Proof(int sentence) {
        sentences.add(sentence);
    }

    void add(int sentence) {
        sentences.add(sentence);
    }

    /** Whose sentences come first: those of the last version. */
    void addFirst(Proof newer) {
        Set<Integer> older = new LinkedHashSet<>(sentences);
        sentences.clear();
        sentences.addAll(newer.sentences);
        sentences.addAll(older);
    }

    List<Evidence> evidence(Meeting meeting) {
        long most = Math.max(SHORT_MS, Math.round((meeting.endMs() - meeting.startMs()) * MOST_SHARE));
        Map<String, Evidence> places = new LinkedHashMap<>();
        long total = 0;
        for (int sentence : sentences) {
            Evidence place = meeting.sentences().get(sentence).evidence();
            Evidence known = places.get(place.utterance());
            Evidence joined = known == null
                    ? place
                    : new Evidence(
                            place.utterance(),
                            Math.min(known.startMs(), place.startMs()),
                            Math.max(known.endMs(), place.endMs()));
            long grown = total + length(joined) - (known == null ? 0 : length(known));
            boolean fits = grown <= most && (known != null || places.size() < MOST_UTTERANCES);
            if (places.isEmpty() || fits) {
                places.put(place.utterance(), joined);
                total = grown;
            }
        }
        List<Evidence> sorted = new ArrayList<>(places.values());
        sorted.sort(java.util.Comparator.comparingLong(Evidence::startMs));
        return sorted;
    }

    private static long length(Evidence place) {
        return place.endMs() - place.startMs();
    }
}
