package io.yuhitsu.api.minutes;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.text.Message;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What a meeting came to; {@code minutes.json}. Empty lists and a notice when nobody spoke. */
public record Minutes(
        JobId job,
        int version,
        String title,
        Locale language,
        LocalDate date,
        DateSource dateSource,
        List<String> participants,
        List<Point> summary,
        List<Topic> topics,
        List<Point> openQuestions,
        NextMeeting nextMeeting,
        Coverage coverage,
        List<Decision> decisions,
        List<ActionItem> actions,
        List<Message> notices) {
    public Minutes {
        participants = List.copyOf(participants);
        summary = List.copyOf(summary);
        topics = List.copyOf(topics);
        openQuestions = List.copyOf(openQuestions);
        decisions = List.copyOf(decisions);
        actions = List.copyOf(actions);
        notices = List.copyOf(notices);
    }
}
