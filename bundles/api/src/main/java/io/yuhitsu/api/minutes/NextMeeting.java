package io.yuhitsu.api.minutes;

import java.time.LocalDate;
import java.util.List;

/** When the people meet again. @param date null when it cannot be resolved @param text as spoken */
public record NextMeeting(LocalDate date, String text, List<Evidence> evidence) {
    public NextMeeting {
        evidence = List.copyOf(evidence);
    }
}
