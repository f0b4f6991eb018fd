package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.minutes.rules.internal.text.DateMention;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.HashSet;
import java.util.Set;

/** An action item in the making. */
final class ActionDraft {
    enum State {
        /** Asked for, or offered; nobody has answered. */
        PENDING,
        TAKEN,
        /** Declined: somebody else may take it over. */
        REFUSED,
        DROPPED
    }

    final Proof proof;
    final int anchor;
    final Set<String> terms = new HashSet<>();
    String text;
    String owner;
    boolean ownerNamed;
    DateMention due;
    /** Asked for in a way that needs no answer: 〜してください. */
    boolean insists;
    /** Nobody asked for it. */
    boolean offered;

    int lastTurn;
    State state;
    /** Turn of the nod that took it on, -1 when none did. */
    int noddedIn = -1;

    ActionDraft(int anchor, Move move, int turn, State state) {
        this.anchor = anchor;
        this.proof = new Proof(anchor);
        this.text = move.text();
        this.terms.addAll(move.terms());
        this.lastTurn = turn;
        this.state = state;
    }

    boolean taken() {
        return state == State.TAKEN;
    }

    /** What a later version of the same item leaves open is taken from this one. */
    void passTo(ActionDraft newer) {
        newer.proof.addFirst(new Proof(newer.anchor));
        if (newer.due == null) {
            newer.due = due;
        }
        if (newer.owner == null) {
            newer.owner = owner;
            newer.ownerNamed = ownerNamed;
        }
        if (newer.text.length() < text.length() / 2) {
            newer.text = text;
        }
        newer.proof.add(anchor);
    }
}
