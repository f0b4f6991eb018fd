package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.DateMention;
import io.yuhitsu.minutes.rules.internal.text.Move;

/** What was said just before a sentence and belongs to it. */
final class Antecedents {
    private final Meeting meeting;

    Antecedents(Meeting meeting) {
        this.meeting = meeting;
    }

    /** The sentence that says what a contentless one (やっときます, I'll do it) is about; -1 when none does. */
    int source(int i) {
        for (int k = i - 1; k >= 0 && meeting.near(k, i, 2); k--) {
            Move move = meeting.move(k);
            boolean says = move.terms().size() >= (move.does(Act.ASKS) ? 1 : 2);
            if (says && !move.text().isBlank() && !move.does(Act.CEREMONY)) {
                return k;
            }
        }
        return -1;
    }

    /** ほな金曜の4時。連れてきて。: a time that the same person named right before. */
    DateMention timeBefore(int i) {
        for (int k = i - 1; k >= 0 && meeting.near(k, i, 0); k--) {
            Move move = meeting.move(k);
            if (move.time() != null && move.time().due() && !move.doesAny(Act.COMMITS, Act.REQUESTS, Act.RECALLS)) {
                return move.time();
            }
        }
        return null;
    }

    /** It's on Thursday the 3rd. — Then put me down.: the time of what somebody just agreed to. */
    DateMention timeNear(int i) {
        for (int k = i - 1; k >= 0 && meeting.near(k, i, 1); k--) {
            Move move = meeting.move(k);
            if (move.time() != null && !move.doesAny(Act.RECALLS, Act.COMMITS)) {
                return move.time();
            }
        }
        return null;
    }

    /** Who was spoken to by name just before, when nobody knows who speaks. */
    String addressed(int i) {
        for (int k = i - 1; k >= 0 && meeting.near(k, i, 1); k--) {
            Move move = meeting.move(k);
            if (move.assignee() != null && !move.doesAny(Act.RECALLS, Act.SUPPOSES)) {
                return meeting.sentences().get(i).speaker() == null || meeting.turn(i) == meeting.turn(k)
                        ? move.assignee()
                        : null;
            }
        }
        return null;
    }
}
