package io.yuhitsu.core.internal.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the date of a meeting in the name of a file or in what a person wrote. */
final class MeetingDates {
    /** A date and where in the text it stands, with the time of day and the weekday behind it. */
    record Found(LocalDate date, int start, int end) {}

    private static final LocalDate REIWA = LocalDate.of(2019, 5, 1);
    private static final LocalDate HEISEI = LocalDate.of(1989, 1, 8);
    /** Before that nobody recorded into files; it also sorts out clocks that were never set. */
    private static final LocalDate OLDEST = LocalDate.of(1990, 1, 1);

    private static final String ERA = "(令和|㋿|平成|㍻|(?<![A-Za-z0-9])[RrHh])";
    private static final String N = "\\s*(" + Numerals.FORM + ")\\s*";
    private static final Pattern ERA_WRITTEN = Pattern.compile(ERA + N + "年" + N + "月" + N + "日");
    private static final Pattern ERA_SEPARATED =
            Pattern.compile(ERA + "\\s*([0-9]{1,2})([._/-])([0-9]{1,2})\\3([0-9]{1,2})(?![0-9])");
    private static final Pattern ERA_COMPACT =
            Pattern.compile("(令和|㋿|(?<![A-Za-z0-9])[Rr])([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])");
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![0-9〇零一二三四五六七八九])([0-9]{4}|[〇零一二三四五六七八九]{4})\\s*年" + N + "月" + N + "日");
    private static final Pattern SEPARATED =
            Pattern.compile("(?<![0-9])([0-9]{4})([-_./ ])([0-9]{1,2})\\2([0-9]{1,2})(?![0-9])");
    private static final Pattern COMPACT =
            Pattern.compile("(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})(?=(?:[0-9]{4}|[0-9]{6}|[0-9]{9})?(?![0-9]))");
    private static final Pattern SHORT = Pattern.compile("(?<![0-9])([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])");

    private static final Pattern WEEKDAY = Pattern.compile("\\s*\\([月火水木金土日]\\)");
    private static final Pattern TIME = Pattern.compile(
            "[T_,. -]{0,3}(?:([01][0-9]|2[0-3])[:._h-]?([0-5][0-9])(?:[:._-]?[0-5][0-9](?:[.]?[0-9]{3})?)?"
                    + "|([01]?[0-9]|2[0-3])時(?:([0-5]?[0-9])分|半)?(?:[0-5]?[0-9]秒)?)(Z)?(?![0-9年月人名円件回])");
    private static final Pattern GMT = Pattern.compile("GMT\\s*$");

    private final ZoneId zone;
    private final LocalDate received;

    /** @param received the day on which the recording came, in that zone */
    MeetingDates(ZoneId zone, LocalDate received) {
        this.zone = zone;
        this.received = received;
    }

    /** Whether a recording that came on that day can be of a meeting on this one; devices' clocks may be a little ahead. */
    boolean plausible(LocalDate date) {
        return !date.isBefore(OLDEST) && !date.isAfter(received.plusDays(2));
    }

    /** The date in a file name: the first one that is written out, or else one of six digits that is not older than ten years. */
    Optional<Found> inName(String plain) {
        Found best = null;
        for (Pattern pattern : new Pattern[] {ERA_WRITTEN, ERA_SEPARATED, ERA_COMPACT, WRITTEN, SEPARATED, COMPACT}) {
            Found found = first(pattern, plain);
            if (found != null && (best == null || found.start() < best.start())) {
                best = found;
            }
        }
        return Optional.ofNullable(best != null ? best : first(SHORT, plain));
    }

    /** What a person wrote as a date: ISO 8601 with or without time, or like in a file name. */
    Optional<LocalDate> written(String text) {
        String plain = Folded.of(text.strip()).plain();
        try {
            return Optional.of(
                            OffsetDateTime.parse(plain).atZoneSameInstant(zone).toLocalDate())
                    .filter(this::recent);
        } catch (DateTimeParseException e) {
            return inName(plain).map(Found::date);
        } catch (DateTimeException e) {
            // The last day of all in one zone is none in another.
            return Optional.empty();
        }
    }

    private Found first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            Optional<LocalDate> date = date(pattern, matcher);
            if (date.isPresent()) {
                return withTime(text, date.get(), matcher.start(), matcher.end());
            }
        }
        return null;
    }

    private Optional<LocalDate> date(Pattern pattern, Matcher m) {
        if (pattern == SHORT) {
            return day(2000 + number(m, 1), number(m, 2), number(m, 3))
                    .filter(this::plausible)
                    .filter(date -> date.isAfter(received.minusYears(10)));
        }
        if (pattern == ERA_WRITTEN || pattern == ERA_COMPACT) {
            return inEra(m.group(1), number(m, 2), number(m, 3), number(m, 4));
        }
        if (pattern == ERA_SEPARATED) {
            return inEra(m.group(1), number(m, 2), number(m, 4), number(m, 5));
        }
        int month = pattern == SEPARATED ? 3 : 2;
        return day(number(m, 1), number(m, month), number(m, month + 1)).filter(this::recent);
    }

    private Optional<LocalDate> inEra(String era, int year, int month, int day) {
        boolean reiwa = era.equals("令和") || era.equals("㋿") || era.equalsIgnoreCase("R");
        return day((reiwa ? 2018 : 1988) + year, month, day)
                .filter(date -> year > 0 && reiwa == !date.isBefore(REIWA) && !date.isBefore(HEISEI))
                .filter(this::recent);
    }

    /** A name may hold the date of a meeting that is still to come, but not of another age. */
    private boolean recent(LocalDate date) {
        return !date.isBefore(OLDEST) && !date.isAfter(received.plusYears(1));
    }

    /** Nothing for the 31st of February. */
    private static Optional<LocalDate> day(int year, int month, int day) {
        boolean exists = year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Numerals.parse(matcher.group(group));
    }

    private Found withTime(String text, LocalDate date, int start, int end) {
        int to = end;
        Matcher weekday = WEEKDAY.matcher(text).region(to, text.length());
        if (weekday.lookingAt()) {
            to = weekday.end();
        }
        LocalDate day = date;
        int from = start;
        Matcher gmt = GMT.matcher(text).region(0, start);
        boolean utc = gmt.find();
        Matcher time = TIME.matcher(text).region(to, text.length()).useTransparentBounds(true);
        if (time.lookingAt()) {
            to = time.end();
            if (utc || time.group(5) != null) {
                from = utc ? gmt.start() : from;
                day = LocalDateTime.of(date, time(time))
                        .atOffset(ZoneOffset.UTC)
                        .atZoneSameInstant(zone)
                        .toLocalDate();
            }
            Matcher until = TIME.matcher(text).region(to, text.length()).useTransparentBounds(true);
            if (until.lookingAt()) {
                to = until.end();
            }
        }
        return new Found(day, from, to);
    }

    private static LocalTime time(Matcher time) {
        boolean digits = time.group(1) != null;
        int hour = Integer.parseInt(time.group(digits ? 1 : 3));
        String minute = time.group(digits ? 2 : 4);
        return LocalTime.of(hour, minute == null ? 0 : Integer.parseInt(minute));
    }
}
