package io.antiphon.outbound.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of an iCalendar text (RFC 5545) as far as planned stops need it. What it does not understand of an event it tells;
 * it never leaves it out silently, since a stop that does not come is worse than a calendar that is refused.
 */
public final class ICalendar {

    private static final int MOST_EVENTS = 1_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    /** What was read. @param problems a sentence each, with the line */
    public record Result(List<Event> events, List<String> problems) {}

    private final ZoneId zone;
    private final List<Event> events = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ICalendar(ZoneId zone) {
        this.zone = zone;
    }

    /** Reads a text. @param zone of times that name none */
    public static Result read(String text, ZoneId zone) {
        ICalendar reader = new ICalendar(zone);
        reader.read(Lines.of(text));
        return new Result(List.copyOf(reader.events), List.copyOf(reader.problems));
    }

    private void read(List<Lines.Line> lines) {
        if (lines.isEmpty() || !is(lines.get(0), "BEGIN", "VCALENDAR")) {
            problems.add("it does not start with BEGIN:VCALENDAR");
            return;
        }
        List<Lines.Line> event = null;
        int deep = 0;
        for (Lines.Line line : lines) {
            if (is(line, "BEGIN", "VEVENT")) {
                event = new ArrayList<>();
            } else if (is(line, "END", "VEVENT") && event != null) {
                add(event, line.number());
                event = null;
            } else if (event != null) {
                deep += line.name().equals("BEGIN") ? 1 : 0;
                if (deep == 0) {
                    event.add(line);
                }
                deep -= line.name().equals("END") ? 1 : 0;
            }
        }
        if (event != null) {
            problems.add("its last event has no END:VEVENT");
        }
        if (events.isEmpty() && problems.isEmpty()) {
            problems.add("there is no VEVENT in it");
        }
    }

    private static boolean is(Lines.Line line, String name, String value) {
        return line.name().equals(name) && line.value().strip().equalsIgnoreCase(value);
    }

    private void add(List<Lines.Line> lines, int number) {
        if (events.size() >= MOST_EVENTS) {
            problems.add("line " + number + ": more than " + MOST_EVENTS + " events");
            return;
        }
        try {
            Event event = event(lines);
            if (event != null) {
                events.add(event);
            }
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            problems.add("the event that ends in line " + number + ": " + e.getMessage());
        }
    }

    private @Nullable Event event(List<Lines.Line> lines) {
        Map<String, Lines.Line> first = new LinkedHashMap<>();
        Set<Instant> left = new HashSet<>();
        List<String> categories = new ArrayList<>();
        for (Lines.Line line : lines) {
            first.putIfAbsent(line.name(), line);
            if (line.name().equals("EXDATE")) {
                for (String one : line.value().split(",")) {
                    left.add(time(line, one).toInstant());
                }
            } else if (line.name().equals("CATEGORIES")) {
                for (String one : line.value().split("(?<!\\\\),")) {
                    categories.add(one.replace("\\,", ",").strip());
                }
            } else if (line.name().equals("RDATE") || line.name().equals("RECURRENCE-ID")) {
                throw new IllegalArgumentException(line.name() + " is not understood; write the event out instead");
            }
        }
        if (first.containsKey("STATUS") && is(first.get("STATUS"), "STATUS", "CANCELLED")) {
            return null;
        }
        Lines.Line begin = first.get("DTSTART");
        if (begin == null) {
            throw new IllegalArgumentException("it has no DTSTART");
        }
        ZonedDateTime start = time(begin, begin.value());
        Duration length = length(first, begin, start);
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("it ends before it starts");
        }
        Lines.Line rule = first.get("RRULE");
        return new Event(
                text(first.get("UID")),
                text(first.get("SUMMARY")),
                text(first.get("DESCRIPTION")),
                categories,
                start,
                length,
                rule == null ? null : recurrence(rule, start),
                left);
    }

    private static String text(Lines.@Nullable Line line) {
        return line == null ? "" : line.text();
    }

    private Duration length(Map<String, Lines.Line> first, Lines.Line begin, ZonedDateTime start) {
        Lines.Line end = first.get("DTEND");
        if (end != null) {
            return Duration.between(start, time(end, end.value()));
        }
        Lines.Line duration = first.get("DURATION");
        if (duration != null) {
            String told = duration.value().strip();
            return told.matches("P[0-9]+W")
                    ? Duration.ofDays(7 * Long.parseLong(told.substring(1, told.length() - 1)))
                    : Duration.parse(told);
        }
        if (isDay(begin.value())) {
            return Duration.between(start, start.plusDays(1));
        }
        throw new IllegalArgumentException("it has neither DTEND nor DURATION");
    }

    private static boolean isDay(String value) {
        return value.strip().length() == 8;
    }

    private ZonedDateTime time(Lines.Line line, String written) {
        String value = written.strip();
        String named = line.parameters().getOrDefault("TZID", "");
        ZoneId its = named.isEmpty() ? zone : ZoneId.of(named);
        if (isDay(value)) {
            return LocalDate.parse(value, DAY).atStartOfDay(its);
        }
        return value.endsWith("Z")
                ? LocalDateTime.parse(value.substring(0, value.length() - 1), TIME).atZone(ZoneOffset.UTC)
                : LocalDateTime.parse(value, TIME).atZone(its);
    }

    private Recurrence recurrence(Lines.Line line, ZonedDateTime start) {
        ChronoUnit step = null;
        int interval = 1;
        int count = 0;
        Instant until = null;
        Set<DayOfWeek> days = new HashSet<>();
        for (String part : line.value().strip().split(";")) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            switch (part.substring(0, Math.max(0, equals))) {
                case "FREQ" -> step = step(value);
                case "INTERVAL" -> interval = positive(value);
                case "COUNT" -> count = positive(value);
                case "UNTIL" -> until = isDay(value)
                        ? LocalDate.parse(value, DAY).plusDays(1).atStartOfDay(start.getZone()).minusSeconds(1).toInstant()
                        : time(line, value).toInstant();
                case "BYDAY" -> {
                    for (String day : value.split(",")) {
                        days.add(day(day));
                    }
                }
                case "WKST" -> monday(value);
                default -> throw new IllegalArgumentException("RRULE: '" + part + "' is not understood");
            }
        }
        if (step == null || !days.isEmpty() && step != ChronoUnit.WEEKS) {
            throw new IllegalArgumentException(
                    "RRULE: FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY, and BYDAY goes with WEEKLY only");
        }
        return new Recurrence(step, interval, count, until, days);
    }

    private static void monday(String value) {
        if (!value.equals("MO")) {
            throw new IllegalArgumentException("RRULE: weeks start on MO here, not on " + value);
        }
    }

    private static ChronoUnit step(String value) {
        return switch (value) {
            case "DAILY" -> ChronoUnit.DAYS;
            case "WEEKLY" -> ChronoUnit.WEEKS;
            case "MONTHLY" -> ChronoUnit.MONTHS;
            case "YEARLY" -> ChronoUnit.YEARS;
            default -> throw new IllegalArgumentException("RRULE: FREQ=" + value + " is not understood");
        };
    }

    private static int positive(String value) {
        int number = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
        if (number < 1) {
            throw new IllegalArgumentException("RRULE: '" + value + "' is not a number from 1");
        }
        return number;
    }

    private static DayOfWeek day(String value) {
        int at = DAYS.indexOf(value);
        if (at < 0) {
            throw new IllegalArgumentException("RRULE: BYDAY=" + value + " is not understood; there are " + DAYS);
        }
        return DayOfWeek.of(at + 1);
    }
}
