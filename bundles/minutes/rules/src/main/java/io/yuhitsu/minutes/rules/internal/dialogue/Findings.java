package io.yuhitsu.minutes.rules.internal.dialogue;

import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.NextMeeting;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.DateMention;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.ArrayList;
import java.util.List;

/** What the rules find in a meeting. @param title what the meeting is called where it is opened, null when nobody says */
public record Findings(
        String title,
        List<Point> summary,
        List<Topic> topics,
        List<Point> openQuestions,
        NextMeeting nextMeeting,
        List<Decision> decisions,
        List<ActionItem> actions) {
    private static final double SURE = 0.9;
    private static final double LIKELY = 0.7;
    private static final double DOUBTFUL = 0.5;
    private static final int FAR_MONTHS = 6;

    public static Findings of(Meeting meeting) {
        List<ActionDraft> tasks = new ActionFinder(meeting).find();
        List<DecisionFinder.Draft> settled = new DecisionFinder(meeting).find();
        return new Findings(
                title(meeting),
                new SummaryFinder(meeting).find(),
                new TopicFinder(meeting).find(),
                openQuestions(meeting),
                nextMeeting(meeting),
                decisions(meeting, settled),
                actions(meeting, tasks));
    }

    private static List<Decision> decisions(Meeting meeting, List<DecisionFinder.Draft> drafts) {
        List<Decision> decisions = new ArrayList<>();
        for (DecisionFinder.Draft draft : drafts) {
            double confidence = draft.firm ? SURE : LIKELY;
            decisions.add(new Decision(
                    "d" + (decisions.size() + 1),
                    draft.text,
                    draft.proof.evidence(meeting),
                    confidence,
                    confidence < LIKELY));
        }
        return decisions;
    }

    private static List<ActionItem> actions(Meeting meeting, List<ActionDraft> drafts) {
        List<ActionItem> actions = new ArrayList<>();
        for (ActionDraft draft : drafts) {
            double confidence = !draft.taken() ? DOUBTFUL : draft.ownerNamed ? SURE : LIKELY;
            DateMention due = draft.due;
            actions.add(new ActionItem(
                    "a" + (actions.size() + 1),
                    draft.text,
                    draft.owner,
                    due == null ? null : due.date(),
                    due == null ? null : due.text(),
                    draft.proof.evidence(meeting),
                    confidence,
                    confidence < LIKELY || !draft.ownerNamed || isFar(due, meeting)));
        }
        return actions;
    }

    /** "November 20", said three days after it, is next year's or the meeting's date is wrong: somebody has to look. */
    private static boolean isFar(DateMention due, Meeting meeting) {
        return due != null
                && due.date() != null
                && due.date().isAfter(meeting.date().plusMonths(FAR_MONTHS));
    }

    private static List<Point> openQuestions(Meeting meeting) {
        List<Point> open = new ArrayList<>();
        for (int i = 0; i < meeting.sentences().size() && open.size() < 10; i++) {
            Move move = meeting.move(i);
            if (!move.does(Act.DEFERS) || move.doesAny(Act.RECALLS, Act.CEREMONY, Act.SUPPOSES, Act.NEXT_MEETING)) {
                continue;
            }
            Proof proof = new Proof(i);
            String text = meeting.quote(i);
            if (move.terms().size() < 3) {
                int about = subject(meeting, i);
                if (about < 0) {
                    continue;
                }
                proof.add(about);
                text = meeting.quote(about);
            }
            open.add(new Point(text, proof.evidence(meeting)));
        }
        return open;
    }

    /** The last sentence that says what was left open. */
    private static int subject(Meeting meeting, int i) {
        for (int k = i - 1; k >= 0 && meeting.near(k, i, 5); k--) {
            if (meeting.move(k).terms().size() >= 3 && !meeting.move(k).doesAny(Act.DECIDES, Act.CEREMONY)) {
                return k;
            }
        }
        return -1;
    }

    private static NextMeeting nextMeeting(Meeting meeting) {
        NextMeeting next = null;
        for (int i = 0; i < meeting.sentences().size(); i++) {
            Move move = meeting.move(i);
            if (move.does(Act.NEXT_MEETING) && move.time() != null && !move.does(Act.RECALLS)) {
                int last = i;
                DateMention time = move.time();
                // 次回は23日、は祝日か。では24日の火曜: what is said right after corrects it.
                for (int k = i + 1; k < meeting.sentences().size() && meeting.near(i, k, 1); k++) {
                    DateMention later = meeting.move(k).time();
                    if (later != null && later.date() != null && meeting.move(k).doesAny(Act.DECIDES, Act.OFFERS)) {
                        time = later;
                        last = k;
                    }
                }
                Proof proof = new Proof(last);
                proof.add(i);
                next = new NextMeeting(time.date(), time.text(), proof.evidence(meeting));
            }
        }
        return next;
    }

    private static String title(Meeting meeting) {
        for (int i = 0; i < Math.min(5, meeting.sentences().size()); i++) {
            String title =
                    meeting.language().meetingName(meeting.sentences().get(i).text());
            if (title != null) {
                return title;
            }
        }
        return null;
    }
}
