package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.text.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a recording is about: title, date and where the date comes from, participants, and what a reader should know. */
final class FactsFinder {
    /** More than any meeting has; documents with a hundred thousand names help nobody. */
    private static final int MOST_PARTICIPANTS = 500;

    private record Dated(LocalDate date, DateSource source) {}

    private FactsFinder() {}

    /** The dates are those of the profile's zone; {@code notices} is what is known already. */
    static RecordingFacts find(
            IntakeRequest request, Recorded recorded, ZoneId zone, Instant received, List<Message> notices) {
        MeetingDates dates = new MeetingDates(zone, LocalDate.ofInstant(received, zone));
        Folded name = Folded.of(Titles.base(request.fileName()));
        Optional<MeetingDates.Found> inName = dates.inName(name.plain());
        List<Message> all = new ArrayList<>(notices);
        Optional<LocalDate> written = sideDate(request.sideFile(), dates, all);
        Dated dated = date(written, inName, request, recorded, dates, zone, received);
        return new RecordingFacts(
                request.fileName(),
                request.folder(),
                title(request, name, inName),
                dated.date(),
                dated.source(),
                participants(request.sideFile()),
                recorded,
                all);
    }

    private static Optional<LocalDate> sideDate(SideFile side, MeetingDates dates, List<Message> notices) {
        if (side == null || side.date() == null || side.date().isBlank()) {
            return Optional.empty();
        }
        Optional<LocalDate> written = dates.written(side.date());
        if (written.isEmpty()) {
            notices.add(Said.message("side-date-unknown"));
        }
        return written;
    }

    private static Dated date(
            Optional<LocalDate> written,
            Optional<MeetingDates.Found> inName,
            IntakeRequest request,
            Recorded recorded,
            MeetingDates dates,
            ZoneId zone,
            Instant received) {
        return written.map(date -> new Dated(date, DateSource.SIDE_FILE))
                .or(() -> inName.map(found -> new Dated(found.date(), DateSource.FILE_NAME)))
                .or(() -> day(recorded.recordedAt(), zone, dates).map(d -> new Dated(d, DateSource.CONTAINER)))
                .or(() -> day(request.modifiedAt(), zone, dates).map(d -> new Dated(d, DateSource.FILE_TIME)))
                .orElseGet(() -> new Dated(LocalDate.ofInstant(received, zone), DateSource.RECEIVED));
    }

    /** Clocks that were never set write 1904, 1970 or 1980: those days are no dates. */
    private static Optional<LocalDate> day(Instant time, ZoneId zone, MeetingDates dates) {
        try {
            return Optional.ofNullable(time)
                    .map(t -> LocalDate.ofInstant(t, zone))
                    .filter(dates::plausible);
        } catch (DateTimeException e) {
            // File systems hold times that no calendar does.
            return Optional.empty();
        }
    }

    private static List<String> participants(SideFile side) {
        return side == null
                ? List.of()
                : side.participants().stream()
                        .limit(MOST_PARTICIPANTS)
                        .flatMap(name -> Titles.clean(name).stream())
                        .toList();
    }

    private static String title(IntakeRequest request, Folded name, Optional<MeetingDates.Found> inName) {
        return Optional.ofNullable(request.sideFile())
                .map(SideFile::title)
                .flatMap(Titles::clean)
                .orElseGet(() -> Titles.fromName(name, inName.orElse(null), request.profile()));
    }
}
