package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.minutes.rules.internal.dialogue.ActionDraft.State;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.DateMention;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.ArrayList;
import java.util.List;

/** Follows who asks whom for what, who takes it on, who declines, and what is taken back. */
final class ActionFinder {
    private static final int REACH = 4;

    private final Meeting meeting;
    private final Antecedents antecedents;
    private final List<ActionDraft> drafts = new ArrayList<>();
    /** Only the last few can still be answered; this keeps the whole linear. */
    private int firstLive;

    ActionFinder(Meeting meeting) {
        this.meeting = meeting;
        this.antecedents = new Antecedents(meeting);
    }

    /** Items in the order in which they were first said. */
    List<ActionDraft> find() {
        for (int i = 0; i < meeting.sentences().size(); i++) {
            retire(meeting.turn(i));
            take(i);
        }
        List<ActionDraft> found = new ArrayList<>();
        for (ActionDraft draft : drafts) {
            boolean unanswered = draft.state == State.PENDING && draft.insists && !draft.offered;
            if ((draft.state == State.TAKEN || unanswered) && !draft.text.isBlank()) {
                replaceOlder(found, draft);
            }
        }
        return found;
    }

    private void retire(int turn) {
        while (firstLive < drafts.size() && turn - drafts.get(firstLive).lastTurn > 2 * REACH) {
            firstLive++;
        }
    }

    private void take(int i) {
        Move move = meeting.move(i);
        boolean real = !move.doesAny(Act.SUPPOSES, Act.RECALLS, Act.DEFERS);
        ActionDraft open = open(i);
        if (move.does(Act.WITHDRAWS) && open != null && !move.does(Act.DECIDES)) {
            open.state = State.DROPPED;
            return;
        }
        if (move.does(Act.REFUSES) && open != null && open.state == State.PENDING && meeting.differ(i, open.anchor)) {
            open.state = State.REFUSED;
            if (!move.does(Act.COMMITS)) {
                return;
            }
        }
        if (move.does(Act.REQUESTS) && real) {
            request(i, move, open);
        } else if (move.does(Act.COMMITS) && real && !move.does(Act.ASKS)) {
            commit(i, move, open);
        } else if (open != null
                && open.state == State.PENDING
                && meeting.differ(i, open.anchor)
                && answers(i, move, open)) {
            accept(i, open);
        } else if (move.does(Act.VOLUNTEERS) && real) {
            volunteer(i, move, open);
        }
        date(i, move);
    }

    /** A nod is enough for a request; an offer has to be taken up at once. */
    private boolean answers(int i, Move move, ActionDraft open) {
        return open.offered
                ? move.doesAny(Act.WELCOMES, Act.AGREES) && meeting.turn(i) - open.lastTurn <= 1
                : move.doesAny(Act.ACCEPTS, Act.AGREES);
    }

    private void request(int i, Move move, ActionDraft open) {
        ActionDraft draft = open;
        boolean own = hasContent(move);
        boolean more = open != null
                && !open.offered
                && move.assignee() == null
                && own
                && move.terms().size() <= 1
                && meeting.turn(i) - open.lastTurn <= 2
                && !meeting.differ(i, open.anchor);
        if (open == null || own && !more && meeting.language().overlap(move.terms(), open.terms) < 0.5) {
            if (!own && antecedents.source(i) < 0) {
                return;
            }
            draft = new ActionDraft(i, move, meeting.turn(i), State.PENDING);
            if (!own) {
                lend(draft, i);
            }
            draft.due = antecedents.timeBefore(i);
            drafts.add(draft);
        } else {
            extend(draft, i, move);
        }
        draft.insists |= move.does(Act.INSISTS);
        if (move.assignee() != null) {
            draft.owner = move.assignee();
            draft.ownerNamed = true;
        } else if (draft.owner == null) {
            draft.owner = antecedents.addressed(i);
        }
    }

    private void commit(int i, Move move, ActionDraft open) {
        boolean answers = open != null
                && meeting.turn(i) - open.lastTurn <= REACH
                && (!hasContent(move)
                        || nodded(i, move, open)
                        || open.state == State.PENDING
                                && meeting.differ(i, open.anchor)
                                && meeting.turn(i) - open.lastTurn <= 1
                                && (move.does(Act.ACCEPTS) || meeting.language().overlap(move.terms(), open.terms) > 0)
                        || meeting.language().overlap(move.terms(), open.terms) >= 0.34);
        ActionDraft draft = open;
        if (answers) {
            boolean takesOver = open.state == State.REFUSED;
            extend(open, i, move);
            open.state = State.TAKEN;
            if (takesOver || open.offered && !open.ownerNamed) {
                open.owner = null;
                open.ownerNamed = false;
            }
        } else {
            if (!hasContent(move) && antecedents.source(i) < 0) {
                return;
            }
            draft = new ActionDraft(i, move, meeting.turn(i), State.TAKEN);
            if (!hasContent(move)) {
                lend(draft, i);
            }
            drafts.add(draft);
        }
        if (draft.due == null) {
            draft.due = move.time() != null || hasContent(move) ? move.time() : antecedents.timeNear(i);
        }
        own(draft, i, move);
        draft.noddedIn = -1;
    }

    /** はい。総務で手配します: the nod and what follows it are one answer. */
    private boolean nodded(int i, Move move, ActionDraft open) {
        int since = meeting.turn(i) - open.noddedIn;
        boolean same = meeting.language().overlap(move.terms(), open.terms) > 0
                || move.terms().size() <= 1
                || open.due != null && move.time() != null && open.due.equals(move.time());
        return open.noddedIn >= 0 && (since == 0 || since == 1 && same && meeting.differ(i, open.anchor));
    }

    private void own(ActionDraft draft, int i, Move move) {
        String speaker = meeting.sentences().get(i).speaker();
        if (move.assignee() != null && !move.self()) {
            draft.owner = move.assignee();
            draft.ownerNamed = true;
        } else if (speaker != null && (!draft.ownerNamed || move.self())) {
            draft.owner = speaker;
            draft.ownerNamed = true;
        } else if (draft.owner == null) {
            draft.owner = antecedents.addressed(i);
        }
    }

    private void accept(int i, ActionDraft open) {
        open.state = State.TAKEN;
        open.proof.add(i);
        open.lastTurn = meeting.turn(i);
        open.noddedIn = meeting.turn(i);
        String speaker = meeting.sentences().get(i).speaker();
        if (!open.offered && speaker != null && !open.ownerNamed) {
            open.owner = speaker;
            open.ownerNamed = true;
        }
    }

    private void volunteer(int i, Move move, ActionDraft open) {
        if (open != null && open.state != State.TAKEN && meeting.differ(i, open.anchor) && !hasContent(move)) {
            accept(i, open);
        } else if (hasContent(move)
                && (open == null || open.state == State.TAKEN || meeting.turn(i) - open.lastTurn > 1)) {
            ActionDraft draft = new ActionDraft(i, move, meeting.turn(i), State.PENDING);
            draft.offered = true;
            draft.insists = false;
            draft.due = move.time() != null && move.time().due() ? move.time() : null;
            own(draft, i, move);
            draft.ownerNamed = draft.owner != null;
            drafts.add(draft);
        }
    }

    private void extend(ActionDraft draft, int i, Move move) {
        draft.proof.add(i);
        draft.lastTurn = meeting.turn(i);
        boolean richer = hasContent(move) && move.terms().size() > draft.terms.size() && !move.fragment();
        if (richer || draft.text.isBlank()) {
            draft.text = move.text();
        }
        draft.terms.addAll(move.terms());
    }

    /** A time named on its own, a turn or two after the task, belongs to the task. */
    private void date(int i, Move move) {
        DateMention time = move.time();
        if (time == null || !time.due()) {
            return;
        }
        for (int k = drafts.size() - 1; k >= firstLive; k--) {
            ActionDraft draft = drafts.get(k);
            boolean here = draft.anchor == i || draft.lastTurn == meeting.turn(i);
            boolean follows = !move.doesAny(
                            Act.COMMITS, Act.REQUESTS, Act.RECALLS, Act.OPENS_TOPIC, Act.NEXT_MEETING, Act.DECIDES)
                    && meeting.turn(i) - draft.lastTurn <= 2;
            if (draft.state != State.DROPPED && (here || follows)) {
                if (draft.due == null || draft.due.date() == null || here && draft.anchor != i) {
                    draft.due = time;
                    draft.proof.add(i);
                    draft.lastTurn = meeting.turn(i);
                }
                return;
            }
        }
    }

    /** The last item that can still be answered or changed. */
    private ActionDraft open(int i) {
        for (int k = drafts.size() - 1; k >= firstLive; k--) {
            ActionDraft draft = drafts.get(k);
            if (draft.state != State.DROPPED && meeting.turn(i) - draft.lastTurn <= REACH) {
                return draft;
            }
        }
        return null;
    }

    private static boolean hasContent(Move move) {
        return !move.terms().isEmpty() && move.text().length() >= 2;
    }

    /** Says what a contentless move (やっときます, I'll do it) is about. */
    private void lend(ActionDraft draft, int i) {
        int source = antecedents.source(i);
        draft.text = meeting.move(source).text();
        draft.terms.addAll(meeting.move(source).terms());
        draft.proof.add(source);
    }

    /** The last version of an item counts. */
    private void replaceOlder(List<ActionDraft> found, ActionDraft draft) {
        for (int k = found.size() - 1; k >= 0 && k >= found.size() - 30; k--) {
            ActionDraft older = found.get(k);
            long common = draft.terms.stream().filter(older.terms::contains).count();
            boolean same = common >= 3 && meeting.language().overlap(draft.terms, older.terms) >= 0.6
                    || common >= 2 && meeting.language().overlap(draft.terms, older.terms) >= 0.8;
            if (same) {
                older.passTo(draft);
                found.remove(k);
                break;
            }
        }
        found.add(draft);
    }
}
