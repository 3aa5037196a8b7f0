package io.antiphon.care.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A date, or a date and time, as a calendar writes it.
 *
 * @param zone the zone of its wall clock; null if it is the reader's own (a date, a floating time)
 * @param allDay whether it is a date without a time
 */
record Moment(LocalDateTime local, @Nullable ZoneId zone, boolean allDay) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** One of a line's values. */
    static Moment read(ContentLine line, String value, Map<String, ZoneId> zones) {
        String written = value.strip();
        boolean date = line.parameter("VALUE").equals("DATE") || written.length() == 8;
        if (line.parameter("VALUE").equals("PERIOD")) {
            throw line.wrong("periods are not understood; give dates, or an event of its own for each");
        }
        return date ? new Moment(date(line, written).atStartOfDay(), null, true) : time(line, written, zones);
    }

    private static Moment time(ContentLine line, String value, Map<String, ZoneId> zones) {
        if (value.endsWith("Z")) {
            return new Moment(local(line, value.substring(0, value.length() - 1)), ZoneOffset.UTC, false);
        }
        String named = line.parameter("TZID");
        return new Moment(local(line, value), named.isEmpty() ? null : zone(line, named, zones), false);
    }

    private static LocalDateTime local(ContentLine line, String value) {
        if (value.length() != 15 || value.charAt(8) != 'T') {
            throw line.wrong("'" + value + "' is not a date and time such as 20261224T140000");
        }
        try {
            return date(line, value.substring(0, 8)).atTime(LocalTime.parse(value.substring(9), TIME));
        } catch (DateTimeException e) {
            throw line.wrong("'" + value.substring(9) + "' is not a time such as 140000");
        }
    }

    private static LocalDate date(ContentLine line, String value) {
        try {
            return LocalDate.parse(value, DATE);
        } catch (DateTimeException e) {
            throw line.wrong("'" + value + "' is not a date such as 20261224");
        }
    }

    private static ZoneId zone(ContentLine line, String name, Map<String, ZoneId> zones) {
        ZoneId defined = zones.get(name);
        if (defined != null) {
            return defined;
        }
        ZoneId found = zone(name);
        if (found == null) {
            throw line.wrong("the time zone '" + name + "' is not known; use a name such as Europe/Berlin");
        }
        return found;
    }

    /** A zone by its name, also if a program has put a path before it; null if there is none. */
    static @Nullable ZoneId zone(String name) {
        for (int from = 0; from >= 0; from = name.indexOf('/', from) + 1) {
            try {
                return ZoneId.of(name.substring(from));
            } catch (DateTimeException e) {
                if (name.indexOf('/', from) < 0) {
                    return null;
                }
            }
        }
        return null;
    }

    /** When it is for somebody who lives in a zone. */
    Instant at(ZoneId floating) {
        return at(local, floating);
    }

    /** When another wall time of its kind is. */
    Instant at(LocalDateTime other, ZoneId floating) {
        return other.atZone(zone == null ? floating : zone).toInstant();
    }
}
