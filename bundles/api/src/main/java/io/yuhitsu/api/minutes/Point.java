package io.yuhitsu.api.minutes;

import java.util.List;

/** A sentence with its evidence: a line of the summary, an open question. */
public record Point(String text, List<Evidence> evidence) {
    public Point {
        evidence = List.copyOf(evidence);
    }
}
