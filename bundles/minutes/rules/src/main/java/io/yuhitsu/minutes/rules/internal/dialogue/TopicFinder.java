package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.ArrayList;
import java.util.List;

/** Stretches of the meeting, as far as somebody announces them. */
final class TopicFinder {
    private static final int MOST = 20;

    private final Meeting meeting;

    TopicFinder(Meeting meeting) {
        this.meeting = meeting;
    }

    List<Topic> find() {
        List<Integer> openings = new ArrayList<>();
        for (int i = 0; i < meeting.sentences().size() && openings.size() < MOST; i++) {
            Move move = meeting.move(i);
            boolean far = openings.isEmpty() || meeting.turn(i) - meeting.turn(openings.get(openings.size() - 1)) >= 2;
            if (move.does(Act.OPENS_TOPIC) && far && !move.doesAny(Act.COMMITS, Act.DECIDES)) {
                openings.add(i);
            }
        }
        List<Topic> topics = new ArrayList<>();
        for (int k = 0; k < openings.size(); k++) {
            int from = openings.get(k);
            int to = k + 1 < openings.size()
                    ? openings.get(k + 1)
                    : meeting.sentences().size();
            topics.add(new Topic(meeting.move(from).topic(), new Proof(from).evidence(meeting), gist(from, to)));
        }
        return topics;
    }

    /** The fullest sentence of a stretch. */
    private List<Point> gist(int from, int to) {
        int best = -1;
        for (int i = from; i < to; i++) {
            boolean fit = meeting.language().substantial(meeting.sentences().get(i), meeting.move(i))
                    && !meeting.move(i).doesAny(Act.ASKS, Act.CEREMONY, Act.SUPPOSES);
            if (fit
                    && (best < 0
                            || meeting.move(i).terms().size()
                                    > meeting.move(best).terms().size())) {
                best = i;
            }
        }
        return best < 0 ? List.of() : List.of(new Point(meeting.quote(best), new Proof(best).evidence(meeting)));
    }
}
