package io.antiphon.care.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an event lasts: days of the calendar, then an exact time. */
record Length(long days, Duration time) {

    static final Length NOTHING = new Length(0, Duration.ZERO);
    static final Length DAY = new Length(1, Duration.ZERO);
    private static final Pattern WRITTEN = Pattern.compile("\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,5})D)?(T[0-9HMS]{2,20})?");

    /** What lies between two moments; exact if they have a time. */
    static Length between(ContentLine line, Moment start, Moment end) {
        if (start.allDay() != end.allDay()) {
            throw line.wrong("the start and the end must both be dates, or both have a time");
        }
        if (start.allDay()) {
            return checked(line, new Length(ChronoUnit.DAYS.between(start.local(), end.local()), Duration.ZERO));
        }
        ZoneId anywhere = ZoneOffset.UTC;
        return checked(line, new Length(0, Duration.between(start.at(anywhere), end.at(anywhere))));
    }

    /** As in {@code P1D} or {@code PT4H30M}. */
    static Length read(ContentLine line) {
        String value = line.value().strip();
        Matcher matcher = WRITTEN.matcher(value);
        if (!matcher.matches() || value.endsWith("P")) {
            throw line.wrong("'" + value + "' is not a length such as P1D or PT4H30M");
        }
        try {
            Duration time = matcher.group(3) == null ? Duration.ZERO : Duration.parse("P" + matcher.group(3));
            return checked(line, new Length(7 * number(matcher.group(1)) + number(matcher.group(2)), time));
        } catch (DateTimeException e) {
            throw line.wrong("'" + value + "' is not a length such as P1D or PT4H30M");
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Length checked(ContentLine line, Length length) {
        if (length.days < 0 || length.time.isNegative()) {
            throw line.wrong("it ends before it starts");
        }
        if (length.days > 3660 || length.time.toDays() > 3660) {
            throw line.wrong("it lasts longer than ten years");
        }
        return length;
    }

    /** The wall time when what starts at a wall time has used up its days. */
    LocalDateTime afterDays(LocalDateTime start) {
        return start.plusDays(days);
    }

    /** More days than it can last. */
    long atMostDays() {
        return days + time.toDays() + 2;
    }
}
