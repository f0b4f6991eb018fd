package io.yuhitsu.minutes.documents.internal;

import java.util.List;

/**
 * Minutes as a reader sees them, in words and in order: what all formats for people are made from. Public for the templates.
 *
 * @param lang BCP 47
 * @param empty nobody spoke
 * @param next null when no next meeting was named
 * @param quotes the utterances that items point to
 */
public record Paper(
        String lang,
        Wording t,
        String title,
        String company,
        String department,
        List<Fact> facts,
        List<String> notices,
        boolean empty,
        List<Item> summary,
        List<Item> decisions,
        List<Task> actions,
        List<Section> topics,
        List<Item> questions,
        Item next,
        List<Quote> quotes,
        List<Quote> transcript,
        boolean speakers,
        boolean review,
        String colophon) {
    /** Columns that fit beside the date at the head of a page. */
    private static final int HEAD = 70;

    /** A line at the head. @param note smaller, may be empty */
    public record Fact(String label, String value, String note) {}

    /** A point in the recording. @param anchor of the utterance, empty when there is none @param quoted the utterance is among the quotes */
    public record Mark(String time, String anchor, boolean quoted) {}

    /** A sentence with its evidence. */
    public record Item(String text, boolean review, List<Mark> marks) {}

    /** An action item. @param owner empty when nobody was named @param due empty when there is none @param spoken the due date as it was said, may be empty */
    public record Task(String text, String owner, String due, String spoken, boolean review, List<Mark> marks) {}

    /** A topic. */
    public record Section(String title, List<Mark> marks, List<Item> lines) {}

    /** An utterance. @param speaker empty when unknown */
    public record Quote(String anchor, String time, String speaker, String text) {}

    /** Company and department on one line, empty when both are. */
    public String house() {
        return (company + "  " + department).strip();
    }

    /** For the head of each page. */
    public String shortTitle() {
        return Kinsoku.shortened(title, HEAD);
    }

    /** For the foot of each page. */
    public String shortHouse() {
        return Kinsoku.shortened(house(), HEAD);
    }
}
