package io.antiphon.care.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how an event repeats: {@code FREQ=YEARLY;BYMONTH=11;BYDAY=4TH}. What it does not know it refuses. */
final class RecurrenceText {

    private static final Set<String> KNOWN = Set.of(
            "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYSETPOS", "WKST");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "YEARLY",
            ChronoUnit.YEARS,
            "MONTHLY",
            ChronoUnit.MONTHS,
            "WEEKLY",
            ChronoUnit.WEEKS,
            "DAILY",
            ChronoUnit.DAYS);
    private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final int MOST = 10_000;

    private final ContentLine line;
    private final Moment start;
    private final Map<String, String> parts = new HashMap<>();

    private RecurrenceText(ContentLine line, Moment start) {
        this.line = line;
        this.start = start;
    }

    /** The rule of a line, for an event that starts at a moment. */
    static Recurrence read(ContentLine line, Moment start) {
        return new RecurrenceText(line, start).read();
    }

    private Recurrence read() {
        for (String part : line.value().strip().toUpperCase(Locale.ROOT).split(";")) {
            String[] both = part.split("=", 2);
            if (both.length < 2 || !KNOWN.contains(both[0])) {
                throw line.wrong("'" + part + "' is not understood; write the dates it means as RDATE, or as events");
            }
            if (parts.put(both[0], both[1]) != null) {
                throw line.wrong(both[0] + " is there twice");
            }
        }
        ChronoUnit unit = unit();
        if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
            throw line.wrong("COUNT and UNTIL exclude each other");
        }
        return new Recurrence(
                unit,
                number("INTERVAL", 1),
                parts.containsKey("COUNT") ? number("COUNT", 1) : 0,
                last(),
                numbers("BYMONTH", 1, 12),
                numbers("BYMONTHDAY", -31, 31),
                numbers("BYYEARDAY", -366, 366),
                weekdays(unit),
                numbers("BYSETPOS", -366, 366),
                weekStart());
    }

    private ChronoUnit unit() {
        ChronoUnit unit = UNITS.get(parts.getOrDefault("FREQ", ""));
        if (unit == null) {
            throw line.wrong(
                    "FREQ must be YEARLY, MONTHLY, WEEKLY or DAILY, not '" + parts.getOrDefault("FREQ", "") + "'");
        }
        return unit;
    }

    private int number(String part, int otherwise) {
        String value = parts.get(part);
        return value == null ? otherwise : number(part, value, 1, MOST);
    }

    private int number(String part, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most && number != 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw line.wrong(part + ": '" + value + "' is not a number");
        }
        throw line.wrong(part + ": " + value + " is not between " + least + " and " + most + ", without 0");
    }

    private Set<Integer> numbers(String part, int least, int most) {
        Set<Integer> numbers = new LinkedHashSet<>();
        String value = parts.get(part);
        if (value != null) {
            for (String one : value.split(",")) {
                numbers.add(number(part, one, least, most));
            }
        }
        return numbers;
    }

    private List<Recurrence.Weekday> weekdays(ChronoUnit unit) {
        List<Recurrence.Weekday> days = new ArrayList<>();
        String value = parts.get("BYDAY");
        for (String one : value == null ? new String[0] : value.split(",")) {
            Matcher matcher = WEEKDAY.matcher(one);
            if (!matcher.matches()) {
                throw line.wrong("BYDAY: '" + one + "' is not a weekday such as MO, 4TH or -1FR");
            }
            int ordinal = matcher.group(1) == null ? 0 : number("BYDAY", matcher.group(1), -53, 53);
            if (ordinal != 0 && (unit == ChronoUnit.WEEKS || unit == ChronoUnit.DAYS)) {
                throw line.wrong("BYDAY: '" + one + "' needs FREQ=MONTHLY or FREQ=YEARLY");
            }
            days.add(new Recurrence.Weekday(ordinal, DayOfWeek.of(WEEKDAYS.indexOf(matcher.group(2)) + 1)));
        }
        return days;
    }

    private DayOfWeek weekStart() {
        int index = WEEKDAYS.indexOf(parts.getOrDefault("WKST", "MO"));
        if (index < 0) {
            throw line.wrong("WKST must be a weekday such as MO");
        }
        return DayOfWeek.of(index + 1);
    }

    /** UNTIL as a date: all occurrences have the start's time of the day. */
    private @Nullable LocalDate last() {
        String value = parts.get("UNTIL");
        if (value == null) {
            return null;
        }
        Moment until = Moment.read(new ContentLine(line.number(), "RRULE UNTIL", Map.of(), value), value, Map.of());
        if (until.allDay()) {
            return until.local().toLocalDate();
        }
        LocalDateTime local = until.zone() == null || start.zone() == null
                ? until.local()
                : LocalDateTime.ofInstant(until.at(until.zone()), start.zone());
        boolean sameDay = !start.local().toLocalTime().isAfter(local.toLocalTime());
        return sameDay ? local.toLocalDate() : local.toLocalDate().minusDays(1);
    }
}
