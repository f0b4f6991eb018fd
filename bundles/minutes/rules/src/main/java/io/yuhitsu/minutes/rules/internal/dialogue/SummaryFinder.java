package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Picks the few sentences that say most of what is talked about, in the order of the meeting. */
final class SummaryFinder {
    private static final int MOST = 5;

    private final Meeting meeting;

    SummaryFinder(Meeting meeting) {
        this.meeting = meeting;
    }

    List<Point> find() {
        Map<String, Integer> frequency = new HashMap<>();
        meeting.moves().forEach(m -> m.terms().forEach(t -> frequency.merge(t, 1, Integer::sum)));
        Map<Integer, Double> scores = new HashMap<>();
        for (int i = 0; i < meeting.sentences().size(); i++) {
            Move move = meeting.move(i);
            if (meeting.language().substantial(meeting.sentences().get(i), move)
                    && !move.doesAny(Act.ASKS, Act.CEREMONY, Act.SUPPOSES, Act.REQUESTS, Act.OPENS_TOPIC)) {
                scores.put(i, score(i, move, frequency));
            }
        }
        List<Integer> ranked = new ArrayList<>(scores.keySet());
        ranked.sort(Comparator.comparing((Integer i) -> -scores.get(i)).thenComparing(i -> i));
        List<Integer> chosen = new ArrayList<>();
        for (int k = 0; k < ranked.size() && k < 200 && chosen.size() < MOST; k++) {
            int i = ranked.get(k);
            if (chosen.stream().noneMatch(c -> alike(c, i))) {
                chosen.add(i);
            }
        }
        chosen.sort(null);
        return chosen.stream()
                .map(i -> new Point(meeting.quote(i), new Proof(i).evidence(meeting)))
                .toList();
    }

    private double score(int i, Move move, Map<String, Integer> frequency) {
        double weight = move.terms().stream()
                .mapToDouble(t -> Math.log1p(frequency.get(t) - 1))
                .sum();
        double mean = weight / Math.sqrt(move.terms().size() + 1.0);
        double figures = meeting.sentences().get(i).text().matches("(?s).*[0-9].*") ? 0.5 : 0;
        double settled = move.does(Act.DECIDES) ? 1.5 : move.does(Act.COMMITS) ? 0.3 : 0;
        return mean + figures + settled - (move.does(Act.RECALLS) ? 0.2 : 0);
    }

    private boolean alike(int one, int other) {
        return Math.abs(meeting.turn(one) - meeting.turn(other)) <= 1
                || meeting.language()
                                .overlap(
                                        meeting.move(one).terms(),
                                        meeting.move(other).terms())
                        > 0.6;
    }
}
