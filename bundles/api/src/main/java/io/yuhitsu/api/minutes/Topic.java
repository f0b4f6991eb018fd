package io.yuhitsu.api.minutes;

import java.util.List;

/** A stretch of the meeting about one thing. */
public record Topic(String title, List<Evidence> evidence, List<Point> summary) {
    public Topic {
        evidence = List.copyOf(evidence);
        summary = List.copyOf(summary);
    }
}
