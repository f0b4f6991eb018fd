package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what the meeting settles, in so many words or by agreeing to what somebody proposed. */
final class DecisionFinder {
    private static final int REACH = 2;

    /** A decision in the making. */
    static final class Draft {
        final Proof proof;
        final Set<String> terms = new HashSet<>();
        String text;
        int lastTurn;
        /** Settled in so many words, not by a nod. */
        boolean firm;

        private Draft(int sentence, Move move, int turn, boolean firm) {
            this.proof = new Proof(sentence);
            this.text = move.text();
            this.terms.addAll(move.terms());
            this.lastTurn = turn;
            this.firm = firm;
        }
    }

    private final Meeting meeting;
    private final List<Draft> found = new ArrayList<>();

    DecisionFinder(Meeting meeting) {
        this.meeting = meeting;
    }

    List<Draft> find() {
        for (int i = 0; i < meeting.sentences().size(); i++) {
            Move move = meeting.move(i);
            if (move.doesAny(Act.SUPPOSES, Act.RECALLS, Act.DEFERS, Act.CEREMONY)
                    || move.text().isBlank() && !move.does(Act.DECIDES)) {
                continue;
            }
            if (move.does(Act.DECIDES) && !move.does(Act.ASKS)) {
                if (!opposed(i)) {
                    settle(i, move, true, -1);
                }
            } else if (move.does(Act.OFFERS) || move.does(Act.PROPOSES)) {
                int answer = agreed(i, move.does(Act.OFFERS));
                if (answer >= 0) {
                    settle(i, move, false, answer);
                }
            }
        }
        return found;
    }

    /** The sentence that agrees to a proposal before anybody objects or settles it otherwise; -1 when none does. */
    private int agreed(int i, boolean nodIsEnough) {
        for (int k = i + 1; k < meeting.sentences().size() && meeting.near(i, k, REACH); k++) {
            Move answer = meeting.move(k);
            if (!meeting.differ(i, k)) {
                continue;
            }
            if (answer.doesAny(Act.REFUSES, Act.DEFERS, Act.ASKS, Act.WITHDRAWS, Act.OBJECTS, Act.REQUESTS)
                    || commitsIn(k)) {
                return -1;
            }
            if (answer.does(Act.AGREES) || nodIsEnough && answer.does(Act.ACCEPTS)) {
                return settledNext(k) ? -1 : k;
            }
            if (answer.doesAny(Act.DECIDES, Act.OFFERS, Act.PROPOSES)) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether somebody else speaks against it at once. */
    private boolean opposed(int i) {
        for (int k = i + 1; k < meeting.sentences().size() && meeting.near(i, k, 1); k++) {
            if (meeting.differ(i, k)) {
                return meeting.move(k).doesAny(Act.OBJECTS, Act.WITHDRAWS);
            }
        }
        return false;
    }

    /** Whether the one who agrees goes on to settle it in his own words. */
    private boolean settledNext(int k) {
        for (int n = k; n < meeting.sentences().size() && meeting.near(k, n, 1); n++) {
            if (n > k && meeting.move(n).does(Act.DECIDES)) {
                return true;
            }
        }
        return false;
    }

    /** 手配は総務でいいですか — はい、総務で手配します: a task, not a decision. */
    private boolean commitsIn(int i) {
        for (int k = i; k < meeting.sentences().size() && meeting.near(i, k, 0); k++) {
            if (meeting.move(k).does(Act.COMMITS)) {
                return true;
            }
        }
        return false;
    }

    private void settle(int i, Move move, boolean firm, int answer) {
        Draft last = found.isEmpty() ? null : found.get(found.size() - 1);
        boolean near = last != null && meeting.turn(i) - last.lastTurn <= (last.firm ? 3 : 6);
        double overlap = last == null ? 0 : meeting.language().overlap(move.terms(), last.terms);
        boolean empty = move.text().isBlank();
        if (near
                && (overlap >= 0.5
                        || empty
                        || move.fragment() && (overlap > 0 || !last.firm)
                        || meeting.turn(i) == last.lastTurn && move.fragment())) {
            merge(last, i, move);
        } else {
            Draft draft = new Draft(i, move, meeting.turn(i), firm);
            int source = empty ? source(i) : -1;
            if (empty && source < 0) {
                return;
            }
            if (source >= 0) {
                draft.proof.add(source);
                draft.terms.addAll(meeting.move(source).terms());
                draft.text = empty ? meeting.move(source).text() : draft.text;
            }
            if (move.fragment() && !empty) {
                String topic = topic(i);
                draft.text = topic == null ? draft.text : meeting.language().about(topic, draft.text);
            }
            found.add(draft);
            last = draft;
        }
        if (answer >= 0) {
            last.proof.add(answer);
        }
    }

    private void merge(Draft last, int i, Move move) {
        if (move.fragment() && !move.text().isBlank() && !last.text.contains(move.text())) {
            last.text = meeting.language().also(last.text, move.text());
        } else if (!move.text().isBlank() && move.text().length() > last.text.length()) {
            last.text = move.text();
        }
        last.proof.add(i);
        last.terms.addAll(move.terms());
        last.lastTurn = meeting.turn(i);
    }

    /** What an empty decision (それでいきましょう, let's do it) settles. */
    private int source(int i) {
        for (int k = i - 1; k >= 0 && meeting.near(k, i, 3 * REACH); k--) {
            Move move = meeting.move(k);
            if (move.doesAny(Act.PROPOSES, Act.OFFERS) && !move.text().isBlank()) {
                return k;
            }
        }
        return -1;
    }

    private String topic(int i) {
        for (int k = i; k >= 0 && meeting.near(k, i, 12); k--) {
            if (meeting.move(k).topic() != null) {
                return meeting.move(k).topic();
            }
            boolean asked = k < i
                    && meeting.turn(i) - meeting.turn(k) <= 4
                    && meeting.move(k).doesAny(Act.ASKS, Act.PROPOSES);
            if (asked && meeting.language().subject(meeting.sentences().get(k).text()) != null) {
                return meeting.language().subject(meeting.sentences().get(k).text());
            }
        }
        return null;
    }
}
