package io.yuhitsu.minutes.rules.internal.text;

import java.util.Set;

/**
 * What one sentence does in the conversation.
 *
 * @param assignee who is asked, or named as the one who will do it; null when nobody is
 * @param self whether the speaker names himself as the one who will do it
 * @param time null when no time is named
 * @param text the sentence as a note, readable alone as far as the sentence goes; empty when it has no content of its own
 * @param fragment whether the note needs a subject from the sentences before
 * @param terms words that carry meaning, in dictionary form
 * @param topic the subject that it names, null when it names none
 */
public record Move(
        Set<Act> acts,
        String assignee,
        boolean self,
        DateMention time,
        String text,
        boolean fragment,
        Set<String> terms,
        String topic) {
    public Move {
        acts = Set.copyOf(acts);
        terms = Set.copyOf(terms);
    }

    public boolean does(Act act) {
        return acts.contains(act);
    }

    public boolean doesAny(Act... any) {
        for (Act act : any) {
            if (acts.contains(act)) {
                return true;
            }
        }
        return false;
    }
}
